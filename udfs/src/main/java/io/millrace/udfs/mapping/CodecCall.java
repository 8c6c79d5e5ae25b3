package io.millrace.udfs.mapping;

import dev.cel.common.types.SimpleType;
import io.millrace.udfs.definition.DocumentReader;
import io.millrace.udfs.expression.Expression;
import io.millrace.udfs.expression.ExpressionException;
import io.millrace.udfs.expression.function.Bytes;
import io.millrace.udfs.format.RefusalCode;
import io.millrace.udfs.format.RefusedException;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a mapping has a codec read the bytes of a message: {@code {"id": "ct-100", "bytes":
 * "payload.frm_payload", "fPort": "payload.f_port"}}.
 *
 * @param codecId names the definition; whether there is one shows with each message
 * @param bytes gives base64 text, or a list of whole numbers from 0 to 255
 * @param port gives the LoRaWAN port, null for {@value #DEFAULT_PORT}
 */
record CodecCall(String codecId, Expression bytes, @Nullable Expression port) {
  static final String FIELD = "codec";
  private static final String BYTES = "codec.bytes";
  private static final String PORT = "codec.fPort";
  private static final long DEFAULT_PORT = 1;
  private static final long LAST_PORT = 255;

  /** The call that a mapping declares, or null where it declares none or a wrong one. */
  static @Nullable CodecCall read(DocumentReader mapping, ExpressionReader expressions) {
    if (mapping.value(FIELD) == null) {
      return null;
    }
    DocumentReader reader = mapping.object(FIELD);
    reader.only(Set.of("id", "bytes", "fPort"));
    String id = reader.matching("id", DocumentReader.ID);
    reader.text("bytes");
    Expression bytes = expressions.read(reader, "bytes", SimpleType.DYN);
    Expression port = expressions.read(reader, "fPort", SimpleType.DYN);
    return bytes == null ? null : new CodecCall(id, bytes, port);
  }

  byte[] bytesOf(Scope scope) throws RefusedException {
    Object value = evaluate(bytes, scope, BYTES);
    try {
      return value instanceof String text
          ? Base64.getDecoder().decode(text)
          : Bytes.from(value).toByteArray();
    } catch (IllegalArgumentException | ExpressionException e) {
      throw new RefusedException(
          RefusalCode.WRONG_TYPE,
          BYTES,
          "'" + BYTES + "' must be base64 text or a list of bytes: " + e.getMessage());
    }
  }

  int portOf(Scope scope) throws RefusedException {
    Object value = port == null ? Long.valueOf(DEFAULT_PORT) : evaluate(port, scope, PORT);
    double number = value instanceof Number given ? given.doubleValue() : Double.NaN;
    if (number != Math.rint(number) || number < 0 || number > LAST_PORT) {
      throw new RefusedException(
          RefusalCode.WRONG_TYPE,
          PORT,
          "'" + PORT + "' must be a whole number from 0 to " + LAST_PORT + " but is " + value);
    }
    return (int) number;
  }

  private static @Nullable Object evaluate(Expression expression, Scope scope, String name)
      throws RefusedException {
    try {
      return expression.evaluate(scope);
    } catch (ExpressionException e) {
      RefusalCode code = e.missing() ? RefusalCode.MISSING_FIELD : RefusalCode.EXPRESSION_FAILED;
      throw new RefusedException(code, name, "'" + name + "': " + e.getMessage());
    }
  }
}
