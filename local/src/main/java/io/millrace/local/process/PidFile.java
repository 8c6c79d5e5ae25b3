package io.millrace.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** Remembers a process beyond the life of the one that started it. */
public record PidFile(Path path) {

  /** The process that was written; empty if there is no file or it is none of ours. */
  public Optional<ProcessRef> read() {
    try {
      List<String> lines = Files.readAllLines(path);
      return lines.size() < 2
          ? Optional.empty()
          : Optional.of(new ProcessRef(Long.parseLong(lines.get(0)), Instant.parse(lines.get(1))));
    } catch (IOException | NumberFormatException | DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Writes it whole or not at all. */
  public void write(ProcessRef process) throws IOException {
    Files.createDirectories(path.toAbsolutePath().getParent());
    Path partial = path.resolveSibling(path.getFileName() + ".partial");
    Files.write(partial, List.of(Long.toString(process.pid()), process.startedAt().toString()));
    Files.move(partial, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  public void delete() throws IOException {
    Files.deleteIfExists(path);
  }
}
