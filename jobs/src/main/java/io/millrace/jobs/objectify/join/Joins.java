package io.millrace.jobs.objectify.join;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.millrace.udfs.objectify.join.JoinAnswer;
import io.millrace.udfs.objectify.join.JoinRequest;
import io.millrace.udfs.objectify.join.JoinSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.flink.util.concurrent.ExecutorThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Looks up what mappings join, for one subtask. Whoever asks for the same meanwhile has the same
 * answer, and it is remembered for a while. To be asked from one thread.
 */
public final class Joins implements AutoCloseable {
  private final JoinSettings settings;
  private final JoinMetrics metrics;
  private final AsyncCache<JoinRequest, JoinAnswer> cache;
  private final Map<JoinAccount, JoinDatabase> databases = new HashMap<>();
  private final Map<JoinSource, JoinBatches> sources = new HashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(new ExecutorThreadFactory("millrace-join-timer"));

  public Joins(JoinSettings settings, JoinMetrics metrics) {
    this.settings = settings;
    this.metrics = metrics;
    this.cache =
        Caffeine.newBuilder()
            .maximumSize(settings.cacheSize())
            .expireAfterWrite(settings.cacheTtl())
            .executor(Runnable::run)
            .buildAsync();
  }

  /** The answer. It fails where the source is away for longer than {@link JoinSettings#timeout}. */
  public CompletableFuture<JoinAnswer> ask(JoinRequest request) {
    CompletableFuture<JoinAnswer> known = cache.getIfPresent(request);
    metrics.asked(known != null);
    if (known != null) {
      return known;
    }
    CompletableFuture<JoinAnswer> answer = read(request);
    cache.put(request, answer);
    return answer;
  }

  /** Forgets an answer: the next who asks shall have a new one. */
  public void forget(JoinRequest request) {
    cache.synchronous().invalidate(request);
  }

  /** Does something after a pause, in another thread. */
  public void later(long pauseMs, Runnable action) {
    timer.schedule(action, pauseMs, TimeUnit.MILLISECONDS);
  }

  private CompletableFuture<JoinAnswer> read(JoinRequest request) {
    JoinAccount account = account(request.source());
    if (account == null) {
      String name = ((JoinSource.Table) request.source()).connection();
      return CompletableFuture.completedFuture(
          new JoinAnswer.Failed("The job has no connection '" + name + "'"));
    }
    return sources
        .computeIfAbsent(request.source(), source -> batches(source, account))
        .ask(request.key());
  }

  private @Nullable JoinAccount account(JoinSource source) {
    return source instanceof JoinSource.Table table
        ? settings.accounts().of(table.connection())
        : settings.objects();
  }

  private JoinBatches batches(JoinSource source, JoinAccount account) {
    JoinDatabase database =
        databases.computeIfAbsent(account, each -> new JoinDatabase(each, settings.connections()));
    return new JoinBatches(database, JoinStatement.of(source), timer, metrics, settings.timeout());
  }

  @Override
  public void close() {
    timer.shutdownNow();
    databases.values().forEach(JoinDatabase::close);
  }
}
