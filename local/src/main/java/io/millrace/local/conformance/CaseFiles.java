package io.millrace.local.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The files that a command line names, folders opened. */
final class CaseFiles {
  private CaseFiles() {}

  /** A file stands for itself, a folder for all files in it and below that end so, by name. */
  static List<Path> of(List<Path> named, List<String> endings) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path path : named) {
      if (!Files.isDirectory(path)) {
        files.add(path);
        continue;
      }
      try (Stream<Path> inside = Files.walk(path)) {
        inside
            .filter(Files::isRegularFile)
            .filter(file -> endings.stream().anyMatch(name(file)::endsWith))
            .sorted()
            .forEach(files::add);
      }
    }
    return files.stream().distinct().toList();
  }

  /** The file's name without its folder, in lower case. */
  static String name(Path file) {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
  }
}
