package io.millrace.jobs.rules.catalogue;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/** Who is expected of the present key, in Flink's state. */
public final class Members {
  /** Those that the rules have been told of. */
  public static final MapStateDescriptor<String, CatalogueEntry> TOLD =
      new MapStateDescriptor<>("catalogue-members", Types.STRING, CatalogueEntry.type());

  /** Those that came before event time was known. */
  public static final MapStateDescriptor<String, CatalogueEntry> UNTOLD =
      new MapStateDescriptor<>("catalogue-untold", Types.STRING, CatalogueEntry.type());

  private final MapState<String, CatalogueEntry> told;
  private final MapState<String, CatalogueEntry> untold;

  public Members(RuntimeContext context) {
    told = context.getMapState(TOLD);
    untold = context.getMapState(UNTOLD);
  }

  /** Those that the rules have been told of. */
  public List<CatalogueEntry> all() throws Exception {
    return values(told);
  }

  public boolean isEmpty() throws Exception {
    return told.isEmpty();
  }

  public @Nullable CatalogueEntry get(String member) throws Exception {
    return told.get(member);
  }

  public void put(CatalogueEntry entry) throws Exception {
    told.put(entry.member(), entry);
    untold.remove(entry.member());
  }

  public void remove(String member) throws Exception {
    told.remove(member);
    untold.remove(member);
  }

  /** Keeps one until event time is known. */
  public void putOff(CatalogueEntry entry) throws Exception {
    untold.put(entry.member(), entry);
  }

  /** Those that were put off. */
  public List<CatalogueEntry> untold() throws Exception {
    return values(untold);
  }

  public void clear() {
    told.clear();
    untold.clear();
  }

  private static List<CatalogueEntry> values(MapState<String, CatalogueEntry> state)
      throws Exception {
    List<CatalogueEntry> values = new ArrayList<>();
    state.values().forEach(values::add);
    return values;
  }
}
