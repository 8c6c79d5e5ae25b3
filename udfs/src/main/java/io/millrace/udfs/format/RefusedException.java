package io.millrace.udfs.format;

/** Carries a refusal out of the depth of a decoder or a mapping. */
public final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;
  private final RefusalCode code;
  private final String path;

  /**
   * @param path the field of the observation or the place in the payload, empty for the whole
   * @param reason for people: one sentence
   */
  public RefusedException(RefusalCode code, String path, String reason) {
    super(reason, null, false, false);
    this.code = code;
    this.path = path;
  }

  /** The stable code. */
  public RefusalCode code() {
    return code;
  }

  /** The field of the observation or the place in the payload, empty for the whole. */
  public String path() {
    return path;
  }
}
