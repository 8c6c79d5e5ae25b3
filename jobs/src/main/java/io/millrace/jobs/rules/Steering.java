package io.millrace.jobs.rules;

import io.millrace.jobs.rules.catalogue.CatalogueEntry;
import io.millrace.jobs.runtime.definition.ControlRecord;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/**
 * What comes in beside events: a change of a rule, to each subtask, or an entry of the catalogue,
 * to the subtask that has its key.
 *
 * @param key of the entry, see {@link StateKeys}; empty for a rule
 */
public record Steering(
    String key, @Nullable ControlRecord rule, @Nullable CatalogueEntry expected) {

  static Steering of(ControlRecord rule) {
    return new Steering("", rule, null);
  }

  /** Of an object. */
  static Steering of(CatalogueEntry expected) {
    return of(StateKeys.object(expected.objectType(), expected.objectId()), expected);
  }

  static Steering of(String key, CatalogueEntry expected) {
    return new Steering(key, null, expected);
  }

  public static TypeInformation<Steering> type() {
    return Types.POJO(
        Steering.class,
        Map.of(
            "key", Types.STRING,
            "rule", ControlRecord.type(),
            "expected", CatalogueEntry.type()));
  }
}
