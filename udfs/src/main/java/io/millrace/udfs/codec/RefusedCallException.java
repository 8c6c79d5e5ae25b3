package io.millrace.udfs.codec;

/** Carries a refusal out of the depth of a call. */
final class RefusedCallException extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST = 300;
  private final CodecCode code;

  RefusedCallException(CodecCode code, String reason) {
    super(oneLine(reason), null, false, false);
    this.code = code;
  }

  <T> CodecOutcome.Refused<T> refusal() {
    return new CodecOutcome.Refused<>(code, String.valueOf(getMessage()));
  }

  /** A codec's own words may be of any length and hold line breaks that would forge log lines. */
  private static String oneLine(String text) {
    String shown = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    return shown.replaceAll("\\p{Cntrl}+", " ");
  }
}
