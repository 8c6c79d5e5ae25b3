package io.millrace.local.process;

import io.millrace.local.StackException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A server as a process in a session of its own: it outlives the launcher, and the terminal's
 * Ctrl-C does not reach it. Known by its pid file.
 */
public final class ServerProcess {
  /** Marks the process and what it starts, so that none is overlooked when its parent has died. */
  private static final String MARK = "MILLRACE_PID_FILE";

  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration AFTER_KILL = Duration.ofSeconds(10);
  private final PidFile pidFile;

  public ServerProcess(PidFile pidFile) {
    this.pidFile = pidFile;
  }

  /** The server while it runs. */
  public Optional<ProcessRef> running() {
    return pidFile.read().filter(process -> process.running().isPresent());
  }

  /** Starts it; an error if it ended at once. */
  public ProcessRef start(ProcessSpec spec) throws IOException {
    keepPrevious(spec.output());
    Files.createDirectories(spec.directory());
    List<String> command = new ArrayList<>(Commands.ifInstalled("setsid"));
    command.addAll(spec.command());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(spec.directory().toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(spec.output().toFile());
    Map<String, String> added = new HashMap<>(spec.environment());
    added.put(MARK, pidFile.path().toString());
    CleanEnvironment.apply(builder.environment(), added);
    Process process = builder.start();
    ProcessRef started =
        ProcessRef.of(process.toHandle())
            .orElseThrow(() -> new StackException("It ended at once; see " + spec.output()));
    pidFile.write(started);
    return started;
  }

  private static void keepPrevious(Path output) throws IOException {
    Files.createDirectories(output.toAbsolutePath().getParent());
    if (Files.exists(output)) {
      Path previous = output.resolveSibling(output.getFileName() + ".1");
      Files.move(output, previous, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /**
   * Asks the server to end and makes it end after the grace time; returns when no process of it is
   * left.
   *
   * @param signal by name, without SIG: TERM for most
   */
  public void stop(String signal, Duration grace) throws IOException, InterruptedException {
    Set<ProcessHandle> family = family();
    Optional<ProcessRef> server = running();
    if (server.isPresent()) {
      Commands.signal(server.get().pid(), signal);
      awaitEnd(family, grace);
    }
    kill(family);
  }

  /** Ends the server and all it has started at once, as a crash would. */
  public void kill() throws IOException, InterruptedException {
    kill(family());
  }

  private void kill(Set<ProcessHandle> family) throws IOException, InterruptedException {
    family.stream().filter(ProcFs::runs).forEach(ProcessHandle::destroyForcibly);
    if (!awaitEnd(family, AFTER_KILL)) {
      throw new StackException("A process of " + pidFile.path() + " does not end: " + family);
    }
    pidFile.delete();
  }

  /** The server, what it has started, and what a dead server left behind. */
  private Set<ProcessHandle> family() {
    Set<ProcessHandle> family = new LinkedHashSet<>();
    running()
        .flatMap(ProcessRef::running)
        .ifPresent(
            server -> {
              family.add(server);
              server.descendants().forEach(family::add);
            });
    String mark = MARK + "=" + pidFile.path();
    ProcessHandle.allProcesses()
        .filter(process -> ProcFs.hasVariable(process.pid(), mark))
        .filter(ProcFs::runs)
        .forEach(family::add);
    return family;
  }

  private static boolean awaitEnd(Set<ProcessHandle> family, Duration limit)
      throws InterruptedException {
    Instant deadline = Instant.now().plus(limit);
    while (family.stream().anyMatch(ProcFs::runs)) {
      if (Instant.now().isAfter(deadline)) {
        return false;
      }
      Thread.sleep(POLL.toMillis());
    }
    return true;
  }
}
