"""Files by the digest of their content: kept once, size-limited, ended with their last holder."""
