package io.millrace.udfs.expression.function;

import static dev.cel.common.types.SimpleType.DYN;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;

import dev.cel.common.types.ListType;
import io.millrace.udfs.expression.ExpressionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Texts; places in them count code points, as CEL's size() does. */
final class TextFunctions {
  private TextFunctions() {}

  static List<MappingFunction> all() {
    return List.of(
        Signatures.of("lower")
            .both(STRING, STRING)
            .is(a -> Argument.text(a[0]).toLowerCase(Locale.ROOT)),
        Signatures.of("upper")
            .both(STRING, STRING)
            .is(a -> Argument.text(a[0]).toUpperCase(Locale.ROOT)),
        Signatures.of("trim").both(STRING, STRING).is(a -> Argument.text(a[0]).strip()),
        Signatures.of("split")
            .both(ListType.create(STRING), STRING, STRING)
            .is(a -> split(Argument.text(a[0]), Argument.text(a[1]))),
        Signatures.of("replace").both(STRING, STRING, STRING, STRING).is(TextFunctions::replace),
        Signatures.of("substring")
            .both(STRING, STRING, INT)
            .both(STRING, STRING, INT, INT)
            .is(TextFunctions::substring),
        Signatures.of("indexOf")
            .both(INT, STRING, STRING)
            .is(a -> indexOf(Argument.text(a[0]), Argument.text(a[1]))),
        Signatures.of("parseNumber")
            .both(DYN, STRING)
            .both(DYN, STRING, STRING)
            .prepared(1, TextFunctions::number));
  }

  /** Of n separators n + 1 parts, empty ones too; without a separator the code points. */
  private static List<String> split(String text, String separator) {
    if (separator.isEmpty()) {
      return text.codePoints().mapToObj(Character::toString).toList();
    }
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
      parts.add(text.substring(from, at));
      from = at + separator.length();
    }
    parts.add(text.substring(from));
    return parts;
  }

  private static String replace(@Nullable Object[] a) throws ExpressionException {
    String part = Argument.text(a[1]);
    if (part.isEmpty()) {
      throw ExpressionException.failed("replace() of an empty text");
    }
    return Argument.text(a[0]).replace(part, Argument.text(a[2]));
  }

  private static String substring(@Nullable Object[] a) throws ExpressionException {
    String text = Argument.text(a[0]);
    int size = text.codePointCount(0, text.length());
    int to = a.length == 3 ? Argument.within(a[2], 0, size, "The end") : size;
    int from = Argument.within(a[1], 0, to, "The start");
    int start = text.offsetByCodePoints(0, from);
    return text.substring(start, text.offsetByCodePoints(start, to - from));
  }

  private static long indexOf(String text, String part) {
    int at = text.indexOf(part);
    return at < 0 ? -1L : text.codePointCount(0, at);
  }

  private static FunctionBody number(@Nullable Object[] settings) throws ExpressionException {
    String mark = settings.length == 0 ? "." : Argument.text(settings[0]);
    if (!mark.equals(".") && !mark.equals(",")) {
      throw ExpressionException.failed("The decimal mark must be '.' or ','");
    }
    NumberText numbers = NumberText.withMark(mark.charAt(0));
    return a -> numbers.parse(Argument.text(a[0]));
  }
}
