package io.millrace.service.dataset;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Publishes versions whose upload ended between the commit and the manifest: by a crash, or for the
 * disk was full. Several instances may do so at once, as the manifest is the same. Files of uploads
 * that ended before are deleted after a day.
 */
@Component
@Lazy(false)
final class DatasetPublisher implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(DatasetPublisher.class);
  private static final Duration POLL = Duration.ofSeconds(5);

  private static final Duration ABANDONED = Duration.ofDays(1);

  private final DatasetFiles files;
  private final Clock clock;
  private final DatasetStore store;
  private final DatasetLoader loader;
  private volatile @Nullable Thread thread;

  DatasetPublisher(DatasetStore store, DatasetLoader loader, DatasetFiles files, Clock clock) {
    this.files = files;
    this.clock = clock;
    this.store = store;
    this.loader = loader;
  }

  @Override
  public void start() {
    Thread started = new Thread(this::run, "dataset-publisher");
    started.setDaemon(true);
    thread = started;
    started.start();
  }

  @Override
  public void stop() {
    Thread stopped = thread;
    thread = null;
    if (stopped != null) {
      stopped.interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  private void run() {
    while (isRunning()) {
      try {
        for (DatasetVersion version : store.stored()) {
          loader.publish(version);
        }
        files.discardAbandoned(clock.instant().minus(ABANDONED));
        Thread.sleep(POLL.toMillis());
      } catch (InterruptedException e) {
        return;
      } catch (IOException | RuntimeException e) {
        LOG.warn("Versions of data sets wait to be published: {}", e.toString());
        pause();
      }
    }
  }

  private void pause() {
    try {
      Thread.sleep(POLL.toMillis());
    } catch (InterruptedException e) {
      thread = null;
    }
  }
}
