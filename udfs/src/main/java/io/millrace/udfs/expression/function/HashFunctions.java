package io.millrace.udfs.expression.function;

import static dev.cel.common.types.SimpleType.BYTES;
import static dev.cel.common.types.SimpleType.DYN;
import static dev.cel.common.types.SimpleType.STRING;

import dev.cel.common.types.CelType;
import io.millrace.udfs.expression.ExpressionException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Digests, to make ids and to hide values. */
final class HashFunctions {
  /** How many arguments hash() and coalesce() take at most. */
  static final int MOST_ARGUMENTS = 8;

  /** 128 bits: no two ids meet by chance. */
  private static final int SHORT = 16;

  private HashFunctions() {}

  static List<MappingFunction> all() {
    return List.of(
        Signatures.of("sha256")
            .call(STRING, STRING)
            .call(STRING, ByteFunctions.OCTETS)
            .call(STRING, BYTES)
            .is(a -> HexFormat.of().formatHex(sha256(bytes(a[0])))),
        hash());
  }

  private static MappingFunction hash() {
    Signatures hash = Signatures.of("hash").takingNull();
    for (int count = 1; count <= MOST_ARGUMENTS; count++) {
      CelType[] parameters = new CelType[count];
      Arrays.fill(parameters, DYN);
      hash.call(STRING, parameters);
    }
    return hash.is(
        a -> HexFormat.of().formatHex(sha256(CanonicalForm.of(Arrays.asList(a))), 0, SHORT));
  }

  private static byte[] bytes(@Nullable Object value) throws ExpressionException {
    return value instanceof String text
        ? text.getBytes(StandardCharsets.UTF_8)
        : Bytes.from(value).toByteArray();
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
