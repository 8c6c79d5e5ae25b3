package io.millrace.local.demo.replay;

import io.millrace.local.demo.message.DeviceMessage;
import io.millrace.local.demo.message.MessageSender;
import io.millrace.local.demo.message.Pace;
import io.millrace.local.demo.message.RunId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Plays recordings again, all at once: each from its first moment, in recorded time divided by the
 * speed-up. Messages that do not say when they were recorded follow the one before them at once.
 */
public final class ReplaySource {
  private final Recordings recordings;
  private final double speedUp;
  private final RunId run;
  private final MessageSender sender;
  private final ExpectedAlerts expected;
  private final Map<String, Long> sent = new TreeMap<>();
  private long number;

  /**
   * @param speedUp recorded time for one of real time; 0 for as fast as Kafka takes them
   * @param expected is told every value of a series
   */
  public ReplaySource(
      Recordings recordings,
      double speedUp,
      RunId run,
      MessageSender sender,
      ExpectedAlerts expected) {
    this.recordings = recordings;
    this.speedUp = speedUp;
    this.run = run;
    this.sender = sender;
    this.expected = expected;
  }

  /** Messages sent so far, by source and device: {@code replay-csv/series-x}. */
  public synchronized Map<String, Long> sent() {
    return new TreeMap<>(sent);
  }

  /**
   * Sends all of it; returns when the last message is handed over.
   *
   * @throws IOException if a file cannot be read, with its name and line
   * @throws InterruptedException if the demo is being stopped
   */
  public void run() throws IOException, InterruptedException {
    PriorityQueue<Track> tracks = new PriorityQueue<>(Comparator.comparingLong(Track::elapsed));
    try {
      for (Path file : recordings.files()) {
        advance(new Track(recordings.open(file)), tracks);
      }
      play(tracks);
    } finally {
      for (Track track : tracks) {
        track.close();
      }
    }
  }

  private void play(PriorityQueue<Track> tracks) throws IOException, InterruptedException {
    Pace pace = new Pace();
    while (!tracks.isEmpty()) {
      Track track = tracks.remove();
      if (speedUp > 0) {
        pace.until(track.elapsed() / speedUp);
      } else if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      send(track.message());
      advance(track, tracks);
    }
  }

  private void advance(Track track, PriorityQueue<Track> tracks) throws IOException {
    if (track.advance()) {
      tracks.add(track);
    } else {
      track.close();
    }
  }

  private synchronized void send(RecordedMessage message) {
    String device = message.deviceId();
    String trace = run.trace("replay", number++);
    byte[] payload = message.payload().getBytes(StandardCharsets.UTF_8);
    sender.send(new DeviceMessage(device, payload, message.source(), trace, message.outcome()));
    sent.merge(message.source() + "/" + device, 1L, Long::sum);
    message.value().ifPresent(value -> expected.take(device, value));
  }

  /** A recording with its next message. */
  private static final class Track {
    private final RecordingReader reader;
    private @Nullable RecordedMessage message;
    private long first = Long.MIN_VALUE;
    private long elapsed;

    Track(RecordingReader reader) {
      this.reader = reader;
    }

    boolean advance() throws IOException {
      RecordedMessage next = reader.next();
      message = next;
      if (next == null) {
        return false;
      }
      next.millis().ifPresent(this::moveTo);
      return true;
    }

    /** Recorded times that go back do not: their messages are due at once. */
    private void moveTo(long millis) {
      first = first == Long.MIN_VALUE ? millis : first;
      elapsed = Math.max(elapsed, millis - first);
    }

    long elapsed() {
      return elapsed;
    }

    RecordedMessage message() {
      if (message == null) {
        throw new IllegalStateException("The recording is at its end");
      }
      return message;
    }

    void close() throws IOException {
      reader.close();
    }
  }
}
