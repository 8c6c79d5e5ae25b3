package io.millrace.local.demo.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The files of a folder that can be replayed: {@code .csv}, {@code .jsonl} and {@code .json}. */
public final class Recordings {
  private final Path folder;
  private final List<Path> files;

  private Recordings(Path folder, List<Path> files) {
    this.folder = folder;
    this.files = files;
  }

  /**
   * Finds them, in folders below too, sorted by path.
   *
   * @throws IOException if the folder cannot be read or holds none
   */
  public static Recordings in(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException("There is no folder " + folder);
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      List<Path> files = paths.filter(Recordings::replayable).sorted().toList();
      if (files.isEmpty()) {
        throw new IOException("No .csv, .jsonl or .json file in " + folder);
      }
      return new Recordings(folder, files);
    }
  }

  public List<Path> files() {
    return files;
  }

  /** Opens a file; two files of one name in different folders are told apart by their folders. */
  RecordingReader open(Path file) throws IOException {
    String name = name(file);
    if (file.toString().endsWith(".csv")) {
      return new CsvReader(file, name);
    }
    return file.toString().endsWith(".jsonl")
        ? new JsonLinesReader(file, name)
        : new JsonReader(file, name);
  }

  String name(Path file) {
    Set<Path> others = new HashSet<>(files);
    others.remove(file);
    boolean unique = others.stream().noneMatch(other -> stem(other).equals(stem(file)));
    if (unique) {
      return stem(file);
    }
    Path parent = folder.relativize(file).getParent();
    String prefix = parent == null ? "" : parent.toString().replaceAll("[/\\\\]", "-") + "-";
    return prefix + stem(file);
  }

  private static boolean replayable(Path path) {
    String name = path.toString();
    return Files.isRegularFile(path)
        && (name.endsWith(".csv") || name.endsWith(".jsonl") || name.endsWith(".json"));
  }

  private static String stem(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.substring(0, name.lastIndexOf('.'));
  }
}
