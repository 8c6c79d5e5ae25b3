package io.millrace.service.dataset;

import io.millrace.service.thread.ServiceThread;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Publishes versions whose upload ended between the commit and the manifest: by a crash, or for the
 * disk was full. Several instances may do so at once, as the manifest is the same. Files of uploads
 * that ended before are deleted after a day.
 */
@Component
@Lazy(false)
final class DatasetPublisher extends ServiceThread {
  private static final Logger LOG = LoggerFactory.getLogger(DatasetPublisher.class);
  private static final Duration POLL = Duration.ofSeconds(5);

  private static final Duration ABANDONED = Duration.ofDays(1);

  private final DatasetFiles files;
  private final Clock clock;
  private final DatasetStore store;
  private final DatasetLoader loader;

  DatasetPublisher(DatasetStore store, DatasetLoader loader, DatasetFiles files, Clock clock) {
    super("dataset-publisher");
    this.files = files;
    this.clock = clock;
    this.store = store;
    this.loader = loader;
  }

  @Override
  protected void run() {
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
      Thread.currentThread().interrupt();
    }
  }
}
