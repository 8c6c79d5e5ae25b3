package io.millrace.local.stack;

import io.millrace.local.StackException;
import io.millrace.local.config.Addresses;
import io.millrace.local.config.RepositoryRoot;
import io.millrace.local.config.ServerName;
import io.millrace.local.config.StackConfig;
import io.millrace.local.flink.JobCatalogue;
import io.millrace.local.flink.Jobs;
import io.millrace.local.flink.RunningJob;
import io.millrace.local.process.StackLock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Kafka, schema registry, PostgreSQL, Elasticsearch, a Flink cluster with our jobs and our service,
 * on this machine, as processes of their own. They go on when this object and its JVM end, until
 * {@link #stop()}; {@link #stopAtExit} ties them to the JVM.
 *
 * <p>All methods throw {@link StackException} with a sentence for people where something cannot be
 * done. Not safe for use by many threads.
 */
public final class Stack implements AutoCloseable {
  private final StackConfig config;
  private final Progress progress;
  private final ServerGroup servers;
  private final Jobs jobs;
  private final Set<ServerName> startedHere =
      Collections.synchronizedSet(EnumSet.noneOf(ServerName.class));
  private final AtomicBoolean abandoned = new AtomicBoolean();

  public Stack(StackConfig config, Progress progress) {
    this.config = config;
    this.progress = progress;
    this.servers = new ServerGroup(config, progress);
    this.jobs =
        new Jobs(
            config.addresses().flinkUrl(),
            config.jobsJar(),
            JobCatalogue.jobs(targets(config)),
            config.flinkData());
  }

  private static JobCatalogue.Targets targets(StackConfig config) {
    Addresses at = config.addresses();
    return new JobCatalogue.Targets(
        at.kafkaBootstrap(),
        at.registryUrl(),
        at.elasticsearchUrl(),
        config.datasets().toString(),
        // Seen soon: this is no store for a year.
        List.of("--store.root", at.store().root(), "--store.checkpoint-interval", "5 s"),
        List.of(
            "--postgres.url",
            at.databaseUrl(),
            "--postgres.user",
            Addresses.DATABASE_USER,
            "--postgres.password",
            Addresses.DATABASE_PASSWORD));
  }

  /**
   * A stack for tests, beside others: with a directory of its own, on ports that are free now, and
   * stopped when this JVM ends at the latest.
   *
   * @param home for data and logs; need not exist
   */
  @SuppressWarnings("resource") // stays open until the JVM ends
  public static Stack isolated(Path home) {
    StackConfig config = StackConfig.isolated(RepositoryRoot.find(), home);
    Stack stack = new Stack(config, Progress.SILENT);
    stack.stopAtExit();
    return stack;
  }

  /**
   * Starts what does not run, and the jobs, each where it left off; returns when every task of
   * every job runs. If that fails, what was started is stopped again.
   */
  public void up() {
    new Preflight(config).checkJobs();
    start(EnumSet.allOf(ServerName.class), Optional.of(jobs::start));
  }

  /**
   * Starts those of the servers that do not run, with topics, schemas and index templates, but no
   * jobs; returns when all are ready. If that fails, what was started is stopped again.
   */
  public void start(Set<ServerName> wanted) {
    start(wanted, Optional.empty());
  }

  private void start(Set<ServerName> wanted, Optional<ParallelStart.Step> jobsToo) {
    Set<ServerName> missing = servers.stopped(wanted);
    // What a crash has left of them would hold ports and data.
    servers.kill(missing);
    undoing(
        missing,
        () -> {
          new Preflight(config).check(missing);
          startedHere.addAll(missing);
          SetUp setUp = new SetUp(config, progress);
          for (ServerName running : wanted) {
            if (!missing.contains(running)) {
              setUp.apply(running);
            }
          }
          new ParallelStart(servers, setUp, progress, abandoned::get).run(missing, jobsToo);
        });
  }

  /** Starts one server; for the JobManager, {@link #startJobs()} has to follow. */
  public void start(ServerName name) {
    start(Set.of(name));
  }

  /** Submits the jobs that do not run, each where it left off, and waits until all tasks run. */
  public void startJobs() {
    undoing(Set.of(), jobs::start);
  }

  private void undoing(Set<ServerName> started, ParallelStart.Step step) {
    try {
      step.run();
    } catch (IOException e) {
      servers.stop(started);
      throw new StackException("The stack cannot start: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      servers.stop(started);
      throw new StackException("The start was interrupted", e);
    } catch (RuntimeException | Error e) {
      servers.stop(started);
      throw e;
    }
  }

  /** Stops the jobs with savepoints, then all servers in reverse order. No process is left. */
  public void stop() {
    if (servers.stopped(Set.of(ServerName.JOBMANAGER, ServerName.TASKMANAGER)).isEmpty()) {
      stopJobs();
    }
    servers.stop(EnumSet.allOf(ServerName.class));
  }

  /** Ends a server in good order; jobs are left as they are. */
  public void stop(ServerName name) {
    servers.stop(Set.of(name));
  }

  /** Ends a server as a crash would ({@code kill -9}). */
  public void kill(ServerName name) {
    servers.kill(Set.of(name));
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

  private void stopJobs() {
    try {
      progress.stopping("jobs");
      jobs.stop();
    } catch (IOException e) {
      progress.note("The jobs will go on from their last checkpoints: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops, when this JVM ends, what this object has started, and what it is just starting. */
  public StopAtExit stopAtExit() {
    return new StopAtExit(this);
  }

  /** Stops what this object has started; what is still to be started will not be. */
  void abandon() {
    abandoned.set(true);
    synchronized (startedHere) {
      servers.stop(startedHere);
    }
  }

  /** How every server does, in the order of their start. */
  public List<ServerState> state() {
    return servers.states();
  }

  /** The jobs on the stack's cluster that have not ended. */
  public List<RunningJob> jobs() {
    try {
      return jobs.running();
    } catch (IOException e) {
      throw new StackException("The JobManager does not tell its jobs: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("Interrupted", e);
    }
  }

  public StackConfig config() {
    return config;
  }

  public Addresses addresses() {
    return config.addresses();
  }

  /** Keeps other commands from changing the stack until it is closed. */
  public StackLock lock() {
    return StackLock.take(config.home().resolve("lock"));
  }
}
