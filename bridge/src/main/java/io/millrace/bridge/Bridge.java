package io.millrace.bridge;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All parts of the bridge; they start in order and end in reverse. */
final class Bridge implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Bridge.class);
  private final Deque<Part> started = new ArrayDeque<>();

  /** Starts these parts; if one cannot be, those before it are ended again. */
  synchronized void start(List<Part> parts) {
    try {
      for (Part part : parts) {
        part.start();
        started.push(part);
        LOG.info("Started {}", part.name());
      }
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  @Override
  public synchronized void close() {
    while (!started.isEmpty()) {
      Part part = started.pop();
      try {
        part.close();
        LOG.info("Ended {}", part.name());
      } catch (RuntimeException e) {
        LOG.warn("{} did not end in good order", part.name(), e);
      }
    }
  }
}
