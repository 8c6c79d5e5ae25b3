package io.millrace.udfs.objectify;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.avro.EditKind;
import io.millrace.schemas.avro.EditStatus;
import io.millrace.schemas.avro.LinkSaid;
import io.millrace.schemas.avro.ObjectEdit;
import io.millrace.schemas.avro.ObjectEventKind;
import io.millrace.schemas.avro.ObjectSaid;
import io.millrace.schemas.avro.Observation;
import io.millrace.schemas.avro.VersionEnd;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Any order and repetition of what is said, rows that vanish among it, ends with the same object,
 * the same links, and the same winners with their causes. {@link Told} holds each run's events
 * against each other: no gap, nothing told that is no change, folded they give the object.
 */
class ConvergencePropertyTest {
  private static final int SEEDS = 400;
  private static final int ORDERS = 5;

  private enum Persons {
    SAY_NOTHING,
    EDIT
  }

  @ParameterizedTest
  @EnumSource(Persons.class)
  void any_order_of_arrival_ends_with_the_same_object(Persons persons) {
    Map<ObjectEventKind, Integer> told = new EnumMap<>(ObjectEventKind.class);
    int deleted = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      Model model = Sayings.model(conflicts(random));
      List<Object> said = said(random);
      List<ObjectEdit> edits = persons == Persons.EDIT ? edits() : List.of();
      OneObject expected = run(model, shuffled(said, edits, random, false));
      for (int order = 0; order < ORDERS; order++) {
        OneObject found = run(model, shuffled(said, edits, random, true));
        assertThat(found.told()).as("seed %d", seed).isEqualTo(expected.told());
        assertThat(found.winners()).as("seed %d", seed).isEqualTo(expected.winners());
      }
      expected.events().forEach(event -> told.merge(event.getKind(), 1, Integer::sum));
      deleted += expected.told().there() ? 0 : 1;
    }
    assertThat(told).containsKeys(ObjectEventKind.values());
    assertThat(told.get(ObjectEventKind.CORRECTED)).isGreaterThan(SEEDS / 20);
    assertThat(told.get(ObjectEventKind.UNLINKED)).isGreaterThan(SEEDS / 5);
    assertThat(deleted).isBetween(persons == Persons.EDIT ? 0 : SEEDS / 50, SEEDS / 2);
  }

  private static OneObject run(Model model, List<Object> said) {
    OneObject object = new OneObject(model);
    for (Object each : said) {
      if (each instanceof Observation observation) {
        object.observed(observation);
      } else if (each instanceof ObjectSaid row) {
        object.said(row);
      } else if (each instanceof VersionEnd end) {
        object.end(end);
      } else {
        assertThat(object.edit((ObjectEdit) each).getStatus()).isEqualTo(EditStatus.APPLIED);
      }
    }
    return object;
  }

  /** Edits keep their order, as their partition does; the first creates the object. */
  private static List<Object> shuffled(
      List<Object> said, List<ObjectEdit> edits, Random random, boolean twice) {
    List<Object> arriving = new ArrayList<>(said);
    for (Object each : said) {
      if (twice && random.nextInt(3) == 0) {
        arriving.add(each);
      }
    }
    Collections.shuffle(arriving, random);
    List<Integer> places = new ArrayList<>();
    for (int i = 1; i < edits.size(); i++) {
      places.add(random.nextInt(arriving.size() + 1));
    }
    Collections.sort(places);
    for (int i = edits.size() - 1; i > 0; i--) {
      arriving.add(places.get(i - 1), edits.get(i));
    }
    if (!edits.isEmpty()) {
      arriving.add(0, edits.get(0));
    }
    return arriving;
  }

  private static Map<String, Policy> conflicts(Random random) {
    Map<String, Policy> conflicts = new HashMap<>();
    for (String name :
        List.of("a", "b", "c", "limit", "machine-site", "site-guard", "machine-part")) {
      conflicts.put(name, Policy.values()[random.nextInt(Policy.values().length)]);
    }
    return conflicts;
  }

  private static List<Object> said(Random random) {
    List<Object> said = new ArrayList<>();
    // Without observations an object can be lost.
    int observations = random.nextInt(3) == 0 ? 0 : random.nextInt(8);
    for (int i = 0; i < observations; i++) {
      String device = "device-" + random.nextInt(2);
      Observation observation =
          Sayings.observed(device, i, random.nextInt(5) * 100, properties(random));
      observation.getOrigin().setPartition(random.nextInt(2));
      said.add(observation);
    }
    for (String mapping : List.of("erp", "mes")) {
      boolean marks = random.nextInt(3) == 0;
      int versions = 1 + random.nextInt(3);
      int priority = random.nextInt(3);
      for (int version = 1; version <= versions; version++) {
        rows(random, mapping, version, priority, said);
        if (random.nextInt(4) > 0) {
          said.add(Sayings.end(mapping, version, marks ? "gone" : ""));
        }
      }
    }
    if (said.stream().allMatch(VersionEnd.class::isInstance)) {
      said.add(Sayings.row("erp", 1, 1, Map.of("a", 1L)));
    }
    return said;
  }

  private static void rows(
      Random random, String mapping, int version, int priority, List<Object> said) {
    int rows = version > 1 && random.nextInt(3) > 0 ? 0 : random.nextInt(3);
    for (int row = 1; row <= rows; row++) {
      List<LinkSaid> links = new ArrayList<>();
      if (random.nextBoolean()) {
        links.add(Sayings.to("machine-site", "s" + random.nextInt(3)));
      }
      if (random.nextInt(3) == 0) {
        links.add(Sayings.to("site-guard", "s" + random.nextInt(2)));
      }
      if (random.nextBoolean()) {
        links.add(
            Sayings.to("machine-part", "p" + random.nextInt(3), "count", random.nextInt(2) + 1L));
      }
      said.add(
          Sayings.row(
              mapping,
              version,
              row,
              Sayings.minute(random.nextInt(4) * 100),
              priority,
              properties(random),
              links.toArray(LinkSaid[]::new)));
    }
  }

  private static Map<String, Object> properties(Random random) {
    Map<String, Object> properties = new HashMap<>();
    for (String name : List.of("a", "b", "c", "limit")) {
      if (random.nextInt(3) > 0) {
        properties.put(name, (long) random.nextInt(10));
      }
    }
    return properties;
  }

  private static List<ObjectEdit> edits() {
    return List.of(
        Sayings.edit("e1", 50, Sayings.op(EditKind.CREATE, Map.of("a", 50L))),
        Sayings.edit(
            "e2",
            150,
            Sayings.op(EditKind.CHANGE, Map.of("b", 51L)),
            Sayings.link(EditKind.LINK, "machine-site", "s9"),
            Sayings.link(EditKind.LINK, "machine-part", "p9")),
        Sayings.edit("e3", 200, Sayings.op(EditKind.DELETE)),
        Sayings.edit("e4", 210, Sayings.op(EditKind.RESTORE)),
        Sayings.edit("e5", 140, Sayings.link(EditKind.UNLINK, "machine-part", "p1")));
  }
}
