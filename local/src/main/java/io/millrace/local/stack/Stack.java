package io.millrace.local.stack;

import io.millrace.local.StackException;
import io.millrace.local.config.Addresses;
import io.millrace.local.config.ServerName;
import io.millrace.local.config.StackConfig;
import io.millrace.local.flink.Jobs;
import io.millrace.local.process.StackLock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Kafka, schema registry, PostgreSQL, Elasticsearch, a Flink cluster with our jobs and our service,
 * on this machine, as processes of their own. They go on when this object and its JVM end, until
 * {@link #stop()}; {@link #stopAtExit} ties them to the JVM.
 *
 * <p>All methods throw {@link StackException} with a sentence for people where something cannot be
 * done. Not safe for use by many threads, but for {@link #stop()}.
 */
public final class Stack implements AutoCloseable {
  private final StackConfig config;
  private final Progress progress;
  private final Map<ServerName, ServerControl> servers = new EnumMap<>(ServerName.class);
  private final Jobs jobs;
  private final Set<ServerName> startedHere =
      Collections.synchronizedSet(EnumSet.noneOf(ServerName.class));
  private final AtomicBoolean abandoned = new AtomicBoolean();

  public Stack(StackConfig config, Progress progress) {
    this.config = config;
    this.progress = progress;
    this.jobs = new Jobs(config);
    for (ServerName name : ServerName.values()) {
      servers.put(name, new ServerControl(name, config));
    }
  }

  public Stack(StackConfig config) {
    this(config, Progress.SILENT);
  }

  /**
   * Starts what does not run, and the jobs, each where it left off; returns when every task of
   * every job runs. If that fails, what was started is stopped again.
   */
  public void start() {
    new Preflight(config).checkJobs();
    start(EnumSet.allOf(ServerName.class));
    startJobs();
  }

  /**
   * Starts those of the servers that do not run, with topics, schemas and index templates, but no
   * jobs; returns when all are ready. If that fails, what was started is stopped again.
   */
  public void start(Set<ServerName> wanted) {
    Set<ServerName> missing = EnumSet.noneOf(ServerName.class);
    wanted.stream().filter(name -> !control(name).isRunning()).forEach(missing::add);
    each(List.copyOf(missing), ServerControl::kill);
    undoing(
        missing,
        () -> {
          new Preflight(config).check(missing);
          startedHere.addAll(missing);
          new ParallelStart(servers, progress, abandoned::get)
              .run(missing, () -> new SetUp(config, progress).apply(wanted));
        });
  }

  /** Starts one server; for the JobManager, {@link #startJobs()} has to follow. */
  public void start(ServerName name) {
    start(Set.of(name));
  }

  /** Submits the jobs that do not run, each where it left off, and waits until all tasks run. */
  public void startJobs() {
    undoing(
        startedHere,
        () -> {
          Instant begin = Instant.now();
          progress.starting("jobs");
          jobs.start();
          progress.ready("jobs", Duration.between(begin, Instant.now()));
        });
  }

  private void undoing(Set<ServerName> started, ParallelStart.Step step) {
    try {
      step.run();
    } catch (IOException e) {
      stop(started);
      throw new StackException("The stack cannot start: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop(started);
      throw new StackException("The start was interrupted", e);
    } catch (RuntimeException | Error e) {
      stop(started);
      throw e;
    }
  }

  /** Stops the jobs with savepoints, then all servers in reverse order. No process is left. */
  public void stop() {
    if (control(ServerName.JOBMANAGER).isRunning() && control(ServerName.TASKMANAGER).isRunning()) {
      stopJobs();
    }
    stop(EnumSet.allOf(ServerName.class));
  }

  /** Ends a server in good order; its jobs go on where they are, if it is not one of Flink's. */
  public void stop(ServerName name) {
    stop(Set.of(name));
  }

  /** Ends a server as a crash would ({@code kill -9}). */
  public void kill(ServerName name) {
    each(List.of(name), ServerControl::kill);
  }

  /** Ends a server in good order and starts it again. */
  public void restart(ServerName name) {
    stop(name);
    start(name);
  }

  /** The same as {@link #stop()}. */
  @Override
  public void close() {
    stop();
  }

  /** Stops, when this JVM ends, what this object has started, and what it is just starting. */
  public StopAtExit stopAtExit() {
    return new StopAtExit(this);
  }

  /** Stops what this object has started; what is still to be started will not be. */
  void abandon() {
    abandoned.set(true);
    Set<ServerName> mine = EnumSet.noneOf(ServerName.class);
    synchronized (startedHere) {
      mine.addAll(startedHere);
    }
    stop(mine);
  }

  private void stopJobs() {
    try {
      progress.stopping("jobs");
      jobs.stop();
    } catch (IOException e) {
      progress.note("The jobs go on from their last checkpoints: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stop(Set<ServerName> names) {
    List<ServerName> reverse = new ArrayList<>(names);
    Collections.sort(reverse, Collections.reverseOrder());
    each(
        reverse,
        control -> {
          if (control.isRunning()) {
            progress.stopping(control.name().id());
          }
          control.stop();
        });
  }

  @FunctionalInterface
  private interface Action {
    void on(ServerControl control) throws IOException, InterruptedException;
  }

  /** Acts on all of them, also where it fails on one; the first failure is thrown at the end. */
  private void each(List<ServerName> names, Action action) {
    StackException first = null;
    // A stop that follows an interruption still has to wait for the processes.
    boolean interrupted = Thread.interrupted();
    for (ServerName name : names) {
      try {
        action.on(control(name));
      } catch (IOException | InterruptedException | RuntimeException e) {
        interrupted |= e instanceof InterruptedException;
        first = first == null ? new StackException(name.id() + ": " + e.getMessage(), e) : first;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (first != null) {
      throw first;
    }
  }

  /** How every server does, in the order of their start. */
  public List<ServerState> state() {
    List<ServerState> states = new ArrayList<>();
    each(List.of(ServerName.values()), control -> states.add(control.state()));
    return states;
  }

  /** The stack's jobs on its cluster. */
  public Jobs jobs() {
    return jobs;
  }

  public StackConfig config() {
    return config;
  }

  /** Keeps other commands from changing the stack until it is closed. */
  public StackLock lock() {
    return StackLock.take(config.home().resolve("lock"));
  }

  public String kafkaBootstrap() {
    return addresses().kafkaBootstrap();
  }

  public String registryUrl() {
    return addresses().registryUrl();
  }

  public String elasticsearchUrl() {
    return addresses().elasticsearchUrl();
  }

  public String serviceUrl() {
    return addresses().serviceUrl();
  }

  public String flinkUrl() {
    return addresses().flinkUrl();
  }

  public String databaseUrl() {
    return addresses().databaseUrl();
  }

  private Addresses addresses() {
    return config.addresses();
  }

  private ServerControl control(ServerName name) {
    ServerControl control = servers.get(name);
    if (control == null) {
      throw new IllegalStateException("No control of " + name);
    }
    return control;
  }
}
