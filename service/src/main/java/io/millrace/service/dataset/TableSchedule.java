package io.millrace.service.dataset;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Reads tables whose time has come, one after the other. Of several instances one reads a table;
 * what fails is tried again at its next time.
 */
@Component
@Lazy(false)
final class TableSchedule implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(TableSchedule.class);
  private static final Duration POLL = Duration.ofSeconds(1);

  private final DatasetTableStore tables;
  private final TableExtractor extractor;
  private volatile @Nullable Thread thread;

  TableSchedule(DatasetTableStore tables, TableExtractor extractor) {
    this.tables = tables;
    this.extractor = extractor;
  }

  @Override
  public void start() {
    Thread started = new Thread(this::run, "table-schedule");
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
        tables.all().forEach(this::extract);
      } catch (RuntimeException e) {
        // The database is away: the other threads of the service say so.
        LOG.debug("Tables wait", e);
      }
      try {
        Thread.sleep(POLL.toMillis());
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void extract(DatasetTable table) {
    if (!isRunning()) {
      return;
    }
    try {
      extractor.extractIfDue(table);
    } catch (RuntimeException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      LOG.warn("Data set {} was not read: {}", table.dataset(), cause.toString());
    }
  }
}
