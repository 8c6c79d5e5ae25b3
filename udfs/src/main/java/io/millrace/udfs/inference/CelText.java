package io.millrace.udfs.inference;

/** Texts as CEL's literals. */
final class CelText {
  private CelText() {}

  /** The literal; whatever is no printable ASCII is escaped. */
  static String quoted(String text) {
    StringBuilder literal = new StringBuilder("'");
    text.codePoints()
        .forEach(
            point -> {
              if (point == '\'' || point == '\\') {
                literal.append('\\').append((char) point);
              } else if (point >= ' ' && point < 0x7f) {
                literal.append((char) point);
              } else {
                literal.append("\\U%08x".formatted(point));
              }
            });
    return literal.append('\'').toString();
  }
}
