package io.millrace.local.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Configuration files of servers, from templates beside this class. */
final class ConfFiles {
  private ConfFiles() {}

  /**
   * Writes a template to a file with each <code>{{name}}</code> in it replaced.
   *
   * @throws IllegalStateException if a name in the template has no value
   */
  static void write(String template, Path file, Map<String, String> values) throws IOException {
    String text = read(template);
    for (Map.Entry<String, String> value : values.entrySet()) {
      text = text.replace("{{" + value.getKey() + "}}", value.getValue());
    }
    if (text.contains("{{")) {
      throw new IllegalStateException(template + " names what has no value: " + text);
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, text);
  }

  private static String read(String template) {
    try (InputStream in = ConfFiles.class.getResourceAsStream(template)) {
      if (in == null) {
        throw new IllegalStateException(template + " is missing beside " + ConfFiles.class);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(template + " cannot be read", e);
    }
  }
}
