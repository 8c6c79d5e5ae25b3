package io.millrace.jobs.rules.catalogue;

import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.DefinitionState;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.device.DeviceCompiler;
import io.millrace.udfs.device.Expectation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Turns the devices of the catalogue, keyed by id, into what is expected of each: says only what is
 * new. Devices that cannot be read change nothing here; the ingest job reports them.
 */
@SuppressWarnings("NullAway.Init") // Flink calls open before all else
public final class CatalogueFunction
    extends KeyedProcessFunction<String, ControlRecord, CatalogueEntry> {
  private static final long serialVersionUID = 1L;

  private static final ValueStateDescriptor<Long> VERSION =
      new ValueStateDescriptor<>("device-version", Types.LONG);

  private static final MapStateDescriptor<String, CatalogueEntry> OBJECTS =
      new MapStateDescriptor<>("device-objects", Types.STRING, CatalogueEntry.type());

  private transient DeviceCompiler compiler;
  private transient ValueState<Long> version;
  private transient MapState<String, CatalogueEntry> objects;

  @Override
  public void open(OpenContext context) {
    compiler = new DeviceCompiler();
    version = getRuntimeContext().getState(VERSION);
    objects = getRuntimeContext().getMapState(OBJECTS);
  }

  @Override
  public void processElement(ControlRecord record, Context context, Collector<CatalogueEntry> out)
      throws Exception {
    Definition definition = record.definition();
    if (record.unreadable() != null) {
      return;
    }
    if (definition == null) {
      // Versions may start anew.
      version.clear();
      replace(Map.of(), record.timestamp(), out);
      return;
    }
    Long known = version.value();
    if (known != null && definition.getVersion() <= known) {
      return;
    }
    try {
      Map<String, CatalogueEntry> now = entries(definition, record.timestamp());
      version.update(definition.getVersion());
      replace(now, record.timestamp(), out);
    } catch (DefinitionException e) {
      // The last good version stays in force, as it does in the other jobs.
    }
  }

  private Map<String, CatalogueEntry> entries(Definition definition, long at)
      throws DefinitionException {
    if (definition.getState() != DefinitionState.ACTIVE) {
      return Map.of();
    }
    Map<String, CatalogueEntry> entries = new LinkedHashMap<>();
    for (Expectation expected : Expectation.of(compiler.compile(definition))) {
      String type = expected.object().type();
      String id = expected.object().id();
      String device = definition.getId();
      entries.put(
          type + "/" + id,
          new CatalogueEntry(device, type, id, device, at, true, expected.properties()));
    }
    return entries;
  }

  private void replace(Map<String, CatalogueEntry> now, long at, Collector<CatalogueEntry> out)
      throws Exception {
    List<String> gone = new ArrayList<>();
    for (Map.Entry<String, CatalogueEntry> known : objects.entries()) {
      if (!now.containsKey(known.getKey())) {
        gone.add(known.getKey());
        out.collect(known.getValue().gone(at));
      }
    }
    for (String object : gone) {
      objects.remove(object);
    }
    for (Map.Entry<String, CatalogueEntry> each : now.entrySet()) {
      CatalogueEntry known = objects.get(each.getKey());
      CatalogueEntry entry = each.getValue();
      if (known == null || !entry.since(known.since()).equals(known)) {
        objects.put(each.getKey(), entry);
        out.collect(entry);
      }
    }
  }
}
