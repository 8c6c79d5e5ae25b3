package io.millrace.udfs.objectify.mapping;

import io.millrace.schemas.avro.DatasetRow;
import io.millrace.schemas.avro.DatasetRowKind;
import io.millrace.schemas.avro.ObjectSaid;
import io.millrace.schemas.avro.Observation;
import io.millrace.schemas.avro.Origin;
import io.millrace.schemas.avro.VersionEnd;
import io.millrace.udfs.format.RefusalCode;
import io.millrace.udfs.format.RefusedException;
import io.millrace.udfs.mapping.Refusal;
import io.millrace.udfs.objectify.ObservationSaid;
import io.millrace.udfs.objectify.Policy;
import io.millrace.udfs.objectify.join.JoinSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The object mappings in force together. */
public final class ObjectMappings {
  private final Map<String, List<ObjectMapping>> datasets = new HashMap<>();
  private final Map<String, List<ObjectMapping>> observations = new HashMap<>();
  private final Map<String, Map<String, Policy>> conflicts = new HashMap<>();
  private final Set<String> joinedTypes = new HashSet<>();

  /**
   * @param mappings in the order of their ids
   */
  public ObjectMappings(Collection<ObjectMapping> mappings) {
    for (ObjectMapping mapping : mappings) {
      if (mapping.from() instanceof MappedFrom.Dataset dataset) {
        datasets.computeIfAbsent(dataset.id(), id -> new ArrayList<>()).add(mapping);
      } else if (mapping.from() instanceof MappedFrom.Observations observed) {
        observations.computeIfAbsent(observed.objectType(), type -> new ArrayList<>()).add(mapping);
      }
      mapping.joins().forEach(rule -> note(rule.join().source()));
      for (ObjectRule rule : mapping.objects()) {
        Map<String, Policy> known = conflicts.computeIfAbsent(rule.type(), type -> new HashMap<>());
        rule.conflicts().forEach(known::putIfAbsent);
      }
    }
  }

  /**
   * What mappings made of a record; one that refuses it makes nothing, and the others stand.
   *
   * @param said of objects
   * @param joinings what mappings with joins have begun
   */
  public record Mapped(List<ObjectSaid> said, List<Refusal> refusals, List<Joining> joinings) {
    static Mapped of(List<ObjectSaid> said) {
      return new Mapped(said, List.of(), List.of());
    }

    static Mapped of(Refusal refusal) {
      return new Mapped(List.of(), List.of(refusal), List.of());
    }
  }

  /** What a row says of objects; nothing where no mapping takes its data set. */
  public Mapped map(DatasetRow row, Origin place) {
    return map(row, place, null);
  }

  /**
   * What a row says of objects by one mapping, that had refused it.
   *
   * @param only its id; null for all mappings
   */
  public Mapped map(DatasetRow row, Origin place, @Nullable String only) {
    List<ObjectMapping> taking =
        row.getKind() == DatasetRowKind.ROW
            ? datasets.getOrDefault(row.getDatasetId(), List.of())
            : List.of();
    if (only != null) {
      taking = taking.stream().filter(mapping -> mapping.id().equals(only)).toList();
      if (taking.isEmpty()) {
        String reason = "No object mapping '" + only + "' takes this data set any more";
        return Mapped.of(new Refusal(RefusalCode.NO_MAPPING, reason, "", only, null));
      }
    }
    return map(taking, mapping -> mapping.apply(row, place), mapping -> mapping.join(row, place));
  }

  /** What an observation says of objects: of its own, as it is, where no mapping takes it. */
  public Mapped map(Observation observation) {
    List<ObjectMapping> taking = observations.get(observation.getObjectType());
    return taking == null
        ? Mapped.of(List.of(ObservationSaid.of(observation)))
        : map(taking, mapping -> mapping.apply(observation), mapping -> mapping.join(observation));
  }

  /** What the end of a version means to the mappings of its data set. */
  public List<VersionEnd> ends(DatasetRow end) {
    List<VersionEnd> ends = new ArrayList<>();
    for (ObjectMapping mapping : datasets.getOrDefault(end.getDatasetId(), List.of())) {
      VersionEnd meant = mapping.end(end);
      if (meant != null) {
        ends.add(meant);
      }
    }
    return ends;
  }

  private void note(JoinSource source) {
    if (source instanceof JoinSource.Objects objects) {
      joinedTypes.add(objects.type());
    }
  }

  /** Types of objects that are joined to rows or observations. */
  public Set<String> joinedTypes() {
    return joinedTypes;
  }

  /**
   * Which claims win, by object type and then by property or link type; of mappings that disagree
   * the first by id decides.
   */
  public Map<String, Map<String, Policy>> conflicts() {
    return conflicts;
  }

  @FunctionalInterface
  private interface Application {
    List<ObjectSaid> of(ObjectMapping mapping) throws RefusedException;
  }

  @FunctionalInterface
  private interface Beginning {
    @Nullable Joining of(ObjectMapping mapping) throws RefusedException;
  }

  private static Mapped map(
      List<ObjectMapping> mappings, Application application, Beginning beginning) {
    List<ObjectSaid> said = new ArrayList<>();
    List<Refusal> refusals = new ArrayList<>(0);
    List<Joining> joinings = new ArrayList<>(0);
    for (ObjectMapping mapping : mappings) {
      try {
        if (mapping.joins().isEmpty()) {
          said.addAll(application.of(mapping));
          continue;
        }
        Joining begun = beginning.of(mapping);
        if (begun != null) {
          joinings.add(begun);
        }
      } catch (RefusedException e) {
        refusals.add(Joining.refusal(mapping, e));
      }
    }
    return new Mapped(said, refusals, joinings);
  }
}
