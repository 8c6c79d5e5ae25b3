package io.millrace.udfs.objectify;

/** Carries out of an edit why it is refused. */
final class EditRefusal extends Exception {
  private static final long serialVersionUID = 1L;

  /** The stable reasons. */
  enum Code {
    /** The object is at another seq than was expected. */
    STALE,
    EXISTS,
    /** It was never there. */
    MISSING,
    /** It was there. */
    DELETED,
    /** The ontology does not allow it. */
    INVALID,
    UNKNOWN_TYPE,
    UNKNOWN_LINK
  }

  private final Code code;

  EditRefusal(Code code, String reason) {
    super(reason, null, false, false);
    this.code = code;
  }

  Code code() {
    return code;
  }
}
