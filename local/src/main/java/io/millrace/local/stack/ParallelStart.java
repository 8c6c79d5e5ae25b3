package io.millrace.local.stack;

import io.millrace.local.StackException;
import io.millrace.local.config.ServerName;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Starts servers at the same time, each as soon as what it needs is ready. */
final class ParallelStart {
  /** A step that may fail in the ways that starting fails. */
  @FunctionalInterface
  interface Step {
    void run() throws IOException, InterruptedException;
  }

  /** Their data, not the service and what devices connect to. */
  private static final Set<ServerName> NEEDED_BY_JOBS =
      EnumSet.complementOf(EnumSet.of(ServerName.SERVICE, ServerName.MQTT, ServerName.BRIDGE));

  private final ServerGroup servers;
  private final SetUp setUp;
  private final Progress progress;
  private final BooleanSupplier abandoned;
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

  /**
   * @param abandoned where it says yes, no further server is started
   */
  ParallelStart(ServerGroup servers, SetUp setUp, Progress progress, BooleanSupplier abandoned) {
    this.servers = servers;
    this.setUp = setUp;
    this.progress = progress;
    this.abandoned = abandoned;
  }

  /**
   * Starts these servers and returns when all are ready; the first failure keeps the others from
   * starting and is thrown when none is being started any more.
   *
   * @param jobs run as soon as the servers are ready that jobs need
   */
  void run(Set<ServerName> missing, Optional<Step> jobs) {
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      Map<ServerName, CompletableFuture<Void>> started = new EnumMap<>(ServerName.class);
      // In the order of the enum: what a server needs comes before it.
      for (ServerName name : new TreeSet<>(missing)) {
        started.put(
            name,
            after(started, name.needs())
                .thenCompose(ready -> async(threads, name.id(), start(name))));
      }
      List<CompletableFuture<Void>> all = new ArrayList<>(started.values());
      jobs.ifPresent(
          step ->
              all.add(
                  after(started, NEEDED_BY_JOBS)
                      .thenCompose(ready -> async(threads, "jobs", step))));
      join(all);
    } finally {
      threads.shutdown();
    }
  }

  private Step start(ServerName name) {
    return () -> {
      servers.get(name).start(() -> failure.get() != null || abandoned.getAsBoolean());
      setUp.apply(name);
    };
  }

  private static CompletableFuture<Void> after(
      Map<ServerName, CompletableFuture<Void>> started, Set<ServerName> names) {
    return CompletableFuture.allOf(
        started.entrySet().stream()
            .filter(entry -> names.contains(entry.getKey()))
            .map(Map.Entry::getValue)
            .toArray(CompletableFuture[]::new));
  }

  private CompletableFuture<Void> async(ExecutorService threads, String what, Step step) {
    return CompletableFuture.runAsync(
        () -> {
          Instant begin = Instant.now();
          progress.starting(what);
          try {
            step.run();
          } catch (IOException | InterruptedException e) {
            throw fail(new StackException(what + " cannot be started: " + e.getMessage(), e));
          } catch (RuntimeException e) {
            throw fail(e);
          }
          progress.ready(what, Duration.between(begin, Instant.now()));
        },
        threads);
  }

  /** Keeps the first failure only: the others just follow from it. */
  private RuntimeException fail(RuntimeException e) {
    failure.compareAndSet(null, e);
    return e;
  }

  private void join(List<CompletableFuture<Void>> all) {
    try {
      CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException e) {
      RuntimeException first = failure.get();
      throw first == null ? e : first;
    }
  }
}
