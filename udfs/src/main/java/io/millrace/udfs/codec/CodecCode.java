package io.millrace.udfs.codec;

import java.util.Locale;

/** The stable codes with which a codec's call is refused. */
public enum CodecCode {
  /** It ran longer than {@link CodecLimits#time()}. */
  CODEC_TIMEOUT,
  /** It allocated more than {@link CodecLimits#memoryBytes()}, or one thing beyond its size. */
  CODEC_MEMORY,
  /** It threw, or recursed too deep. */
  CODEC_FAILED,
  /** It ran and says in its {@code errors} that it cannot use this input. */
  CODEC_REJECTED,
  /** What it returned is not of the form that is asked of it. */
  CODEC_RESULT,
  /** It has no function for this direction. */
  CODEC_MISSING_FUNCTION,
  /** It was not run, for it reached its limits too often lately. */
  CODEC_SUSPENDED,
  /** There is none of this id. */
  UNKNOWN_CODEC;

  /** The code as it stands in dead letters, for instance {@code codec-timeout}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
