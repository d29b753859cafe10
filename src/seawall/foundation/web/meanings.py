"""The word and the shape of every code that pages show; colour is the stylesheet's affair."""

from django.utils.translation import gettext_lazy as _

# Each family: code -> (word, symbol of the sprite).
SEVERITIES = {
    "critical": (_("Critical"), "sev-critical"),
    "high": (_("High"), "sev-high"),
    "medium": (_("Medium"), "sev-medium"),
    "low": (_("Low"), "sev-low"),
}
STATES = {
    "undecided": (_("Undecided"), "st-undecided"),
    "board": (_("Board"), "st-board"),
    "refer": (_("Refer to secondary"), "st-refer"),
    "advisory": (_("Board, advise"), "st-advisory"),
    "waiting": (_("Second signature"), "st-waiting"),
    "no-board": (_("No-board"), "st-no-board"),
    "insufficient": (_("More data needed"), "st-insufficient"),
    "due": (_("Due"), "st-due"),
    "overdue": (_("Late"), "st-overdue"),
    "paused": (_("Paused"), "st-paused"),
    "done": (_("Done"), "st-done"),
    "failed": (_("Failed"), "st-failed"),
    "contested": (_("Differs"), "warn"),
    "verified": (_("Verified"), "st-verified"),
}
LINKS = {
    "live": (_("Live"), "st-live"),
    "stale": (_("Stale"), "st-stale"),
    "offline": (_("Offline"), "st-offline"),
}
RATINGS = {
    "complete": (_("Complete"), "rate-3"),
    "substantial": (_("Substantial"), "rate-2"),
    "limited": (_("Limited"), "rate-1"),
    "not-started": (_("Not started"), "rate-0"),
    "not-reported": (_("Not reported"), "rate-none"),
}
NOTICES = {
    "info": "info",
    "stale": "clock",
    "offline": "st-offline",
    "failed": "stop",
    "due": "warn",
    "done": "check",
    "waiting": "st-waiting",
}
PURPOSES = {
    "border_control": _("Border control"),
    "watch": _("Maritime watch"),
    "investigation": _("Investigation"),
    "intelligence_analysis": _("Intelligence analysis"),
    "legal_assistance": _("Legal assistance"),
    "statistics": _("Statistics"),
    "administration": _("Administration"),
    "data_protection": _("Data protection"),
    "oversight": _("Oversight"),
}
ROLES = {
    "watch_officer": _("Watch officer"),
    "border_officer": _("Border officer"),
    "border_supervisor": _("Border supervisor"),
    "analyst": _("Analyst"),
    "case_lawyer": _("Case lawyer"),
    "statistician": _("Statistician"),
    "plan_focal_point": _("Plan focal point"),
    "agency_administrator": _("Agency administrator"),
    "data_protection_officer": _("Data-protection officer"),
    "auditor": _("Auditor"),
    "oversight": _("Oversight"),
    "service_account": _("Service account"),
}
