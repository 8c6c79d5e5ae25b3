package io.millrace.udfs.format;

import io.millrace.udfs.format.BirthCertificate.Born;
import org.jspecify.annotations.Nullable;

/** Finds metrics of a message in the birth certificate that it refers to. */
@FunctionalInterface
interface BirthLookup {
  /** For messages that refer to none. */
  BirthLookup OFF = (name, alias, path) -> null;

  /**
   * The metric as it was born, null where nothing is known of it that it does not say itself.
   *
   * @param name null for none
   * @param alias its 64 bits, null for none
   * @throws RefusedException where the alias is all there is, and stands in no certificate
   */
  @Nullable Born find(@Nullable String name, @Nullable Long alias, String path)
      throws RefusedException;

  /** In this one; null where none has come. */
  static BirthLookup in(@Nullable BirthCertificate birth) {
    return (name, alias, path) -> {
      if (name != null) {
        return birth == null ? null : birth.named(name);
      }
      if (alias == null) {
        return null;
      }
      Born born = birth == null ? null : birth.aliased(alias);
      if (born == null) {
        String reason =
            birth == null ? "no birth certificate has come" : "the last birth certificate lacks it";
        throw new RefusedException(
            RefusalCode.UNKNOWN_ALIAS,
            path + "/alias",
            "Nothing says what alias " + Long.toUnsignedString(alias) + " is: " + reason);
      }
      return born;
    };
  }
}
