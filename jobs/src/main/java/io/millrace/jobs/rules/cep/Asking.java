package io.millrace.jobs.rules.cep;

import io.millrace.udfs.rules.StoredEvent;
import io.millrace.udfs.rules.pattern.nfa.Incoming;
import io.millrace.udfs.rules.pattern.nfa.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.cep.pattern.conditions.IterativeCondition;
import org.jspecify.annotations.Nullable;

/** Conditions of Flink's engine, answered by the present event. */
final class Asking {
  private final Set<String> stages = new TreeSet<>();
  private @Nullable Incoming<StoredEvent> present;

  /** Names of stages, for {@code prev}. */
  Asking(Set<String> stages) {
    this.stages.addAll(stages);
  }

  void about(Incoming<StoredEvent> event) {
    present = event;
  }

  IterativeCondition<FlinkCepEvent> condition(int place) {
    return new Check(this, place);
  }

  /** Flink wants it serializable, and never writes it here. */
  private static final class Check extends IterativeCondition<FlinkCepEvent> {
    private static final long serialVersionUID = 1;
    private final transient Asking asking;
    private final int place;

    Check(Asking asking, int place) {
      this.asking = asking;
      this.place = place;
    }

    @Override
    public boolean filter(FlinkCepEvent event, Context<FlinkCepEvent> context) {
      return Objects.requireNonNull(asking.present).hold(place, asking.path(context));
    }
  }

  private Path<StoredEvent> path(IterativeCondition.Context<FlinkCepEvent> context) {
    return new Path<>() {
      @Override
      public List<StoredEvent> of(String stage) {
        return taken(context, stage).stream().map(FlinkCepEvent::event).toList();
      }

      @Override
      public @Nullable StoredEvent previous() {
        Map<Long, StoredEvent> byNumber = new TreeMap<>();
        for (String stage : stages) {
          taken(context, stage).forEach(e -> byNumber.put(e.number(), e.event()));
        }
        List<StoredEvent> events = new ArrayList<>(byNumber.values());
        return events.isEmpty() ? null : events.get(events.size() - 1);
      }
    };
  }

  private static List<FlinkCepEvent> taken(
      IterativeCondition.Context<FlinkCepEvent> context, String stage) {
    try {
      List<FlinkCepEvent> events = new ArrayList<>();
      context.getEventsForPattern(stage).forEach(events::add);
      return events;
    } catch (Exception e) {
      throw new IllegalStateException("Flink cannot tell what it has taken", e);
    }
  }
}
