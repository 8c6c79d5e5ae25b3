package io.millrace.local.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How a server process is started.
 *
 * @param environment added to the few variables of ours that every server gets
 * @param directory in which it works
 * @param output file that gets its standard output and error
 */
public record ProcessSpec(
    List<String> command, Map<String, String> environment, Path directory, Path output) {
  public ProcessSpec {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }
}
