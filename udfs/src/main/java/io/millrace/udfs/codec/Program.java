package io.millrace.udfs.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.graalvm.polyglot.Source;

/** The texts of a codec, parsed once by the engine and then taken from its cache. */
final class Program {
  private static final List<String> FUNCTIONS =
      List.of("decodeUplink", "Decoder", "Decode", "encodeDownlink", "Encoder", "Encode");

  /** What runs before any codec. */
  static final Source HARNESS = source("harness.js", harness());

  private Program() {}

  /**
   * As published: what is no program of its own is refused, whatever a wrapping would make of it.
   */
  static Source published(String id, String text) {
    return source(id, text);
  }

  /**
   * As a function, so that its variables are new with every call. Nothing comes before its first
   * line, so line numbers stay the author's. It gives the functions it has, whether it declares
   * them or exports them.
   */
  static Source wrapped(String id, String text, Collection<String> forgotten) {
    String found =
        FUNCTIONS.stream()
            .map(
                name ->
                    "%1$s: typeof %1$s === 'function' ? %1$s : module.exports.%1$s".formatted(name))
            .collect(Collectors.joining(", "));
    return source(
        id,
        "(function (module, console) { const exports = module.exports;"
            + (forgotten.isEmpty() ? "" : " var " + String.join(", ", forgotten) + ";")
            + " return (function () {"
            + text
            + "\nreturn {"
            + found
            + "}; })(); })");
  }

  private static Source source(String name, String text) {
    return Source.newBuilder("js", text, name).buildLiteral();
  }

  private static String harness() {
    try (InputStream in = Program.class.getResourceAsStream("harness.js")) {
      if (in == null) {
        throw new IllegalStateException("harness.js is not in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
