"""Every code of a notice and of an error: whoever shows them to people needs words for each."""

NOTICES = frozenset(
    {
        # The bytes and how they are cut.
        "bytes_undecodable",
        "control_characters",
        "empty_segments",
        "line_breaks_in_segments",
        "segment_too_long",
        "segment_unterminated",
        "service_string_ignored",
        "surplus_text",
        "syntax_unknown",
        "terminator_missing",
        # Interchanges, groups and messages.
        "group_count_mismatch",
        "group_reference_mismatch",
        "group_trailer_missing",
        "interchange_count_mismatch",
        "interchange_header_missing",
        "interchange_reference_duplicate",
        "interchange_reference_mismatch",
        "interchange_trailer_missing",
        "message_header_missing",
        "message_reference_duplicate",
        "message_reference_mismatch",
        "message_trailer_missing",
        "message_type_unexpected",
        "segment_after_trailer",
        "segment_count_mismatch",
        # Segments in a message.
        "group_repeated",
        "segment_duplicate",
        "segment_missing",
        "segment_out_of_order",
        "segment_tag_garbled",
        "segment_unexpected",
        "segment_unknown",
        # Values.
        "century_unknown",
        "code_unknown",
        "date_bad",
        "date_format_wrong",
        "date_unknown",
        "element_misplaced",
        "number_bad",
        "time_ambiguous",
        "time_zone_unknown",
        # What a message says as a whole.
        "function_unknown",
        "name_missing",
        "traveller_count_mismatch",
        "traveller_duplicate",
        # There were more notices than are kept.
        "notices_suppressed",
    }
)
"""Codes of Notice."""

ERRORS = frozenset(
    {
        # Reading.
        "empty",
        "no_interchange",
        "too_dense",
        "too_large",
        "too_many_envelopes",
        # Writing.
        "envelope_incomplete",
        "envelopes_differ",
        "text_unencodable",
        "text_unwritable",
    }
)
"""Codes of EdifactError."""
