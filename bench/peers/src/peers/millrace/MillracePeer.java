package peers.millrace;

import io.millrace.bench.rules.Engine;
import io.millrace.bench.rules.RuleDocuments;
import io.millrace.bench.rules.Work;
import java.util.ArrayList;
import java.util.List;
import peers.PushPeer;
import peers.Reading;
import peers.ReadingStream;
import peers.RuleSpec;

/**
 * Millrace's engine beside the peers: rules are documents as a user saves them, compiled when they
 * are loaded; a reading is handed over as an event with the properties metric, group and value.
 * Compiled and run by {@code bench/peers/run} alone, against the classes of the peers.
 */
public final class MillracePeer extends PushPeer {
  private final List<String> devices = new ArrayList<>();
  private Engine engine = new Engine(List.of());

  @Override
  public String cannot(List<RuleSpec> rules) {
    try {
      RuleDocuments.compile(rules.stream().map(MillracePeer::work).toList());
      return null;
    } catch (IllegalStateException e) {
      return e.getMessage();
    }
  }

  @Override
  public void load(List<RuleSpec> rules) {
    engine = new Engine(RuleDocuments.compile(rules.stream().map(MillracePeer::work).toList()));
  }

  private static Work work(RuleSpec rule) {
    if (rule instanceof RuleSpec.Threshold t) {
      return new Work.Threshold(t.metric(), t.group(), t.greater(), t.x());
    } else if (rule instanceof RuleSpec.TumblingAvg t) {
      return new Work.TumblingMean(t.metric(), t.x());
    } else if (rule instanceof RuleSpec.SlidingAvg t) {
      return new Work.SlidingMean(t.metric(), t.x());
    } else if (rule instanceof RuleSpec.Sequence s) {
      return new Work.Sequence(s.metricA(), s.xA(), s.metricB(), s.xB());
    }
    RuleSpec.Absence a = (RuleSpec.Absence) rule;
    return new Work.Absence(a.metricA(), a.xA(), a.metricB(), a.xB());
  }

  @Override
  protected void push(Reading r) {
    engine.accept(
        new io.millrace.bench.rules.Reading(
            device((int) r.deviceId()), r.group(), r.metric(), r.value(), r.ts()));
  }

  /** The same text for the same device, as a deserialiser with a cache would have it. */
  private String device(int number) {
    while (devices.size() <= number) {
      devices.add("device-" + devices.size());
    }
    return devices.get(number);
  }

  @Override
  protected void flush(ReadingStream stream, long ts) {
    engine.close(ts);
  }

  @Override
  protected long matches() {
    return engine.matches();
  }

  @Override
  public void close() {}
}
