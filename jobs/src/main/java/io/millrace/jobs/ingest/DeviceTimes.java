package io.millrace.jobs.ingest;

import io.millrace.jobs.runtime.state.Expiry;
import io.millrace.schemas.avro.Observation;
import io.millrace.udfs.mapping.MappingResult;
import io.millrace.udfs.source.TimePolicy;
import io.millrace.udfs.time.DeviceTime;
import io.millrace.udfs.time.TimeOrder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.StringSerializer;

/**
 * How far the time of each device has come that the sending one observes: its own, or that of the
 * many behind a gateway. Those that are silent for a time are forgotten, so that ids that never
 * come again, or are made up, do not fill the state.
 */
final class DeviceTimes {
  private static final String STATE = "device-times";

  private final MapState<String, DeviceTime> times;

  DeviceTimes(RuntimeContext context, Duration ttl) {
    MapStateDescriptor<String, DeviceTime> descriptor =
        new MapStateDescriptor<>(STATE, StringSerializer.INSTANCE, DeviceTimeSerializer.INSTANCE);
    descriptor.enableTimeToLive(Expiry.after(ttl));
    times = context.getMapState(descriptor);
  }

  /** What is left of a message's result; the observations are marked. */
  MappingResult judge(MappingResult result, TimePolicy policy) throws Exception {
    Map<String, DeviceTime> before = new HashMap<>(4);
    for (Observation observation : result.observations()) {
      String device = observation.getDeviceId();
      if (!before.containsKey(device)) {
        DeviceTime known = times.get(device);
        before.put(device, known == null ? DeviceTime.UNKNOWN : known);
      }
    }
    TimeOrder order = new TimeOrder(policy, before);
    MappingResult judged = order.judge(result);
    for (Map.Entry<String, DeviceTime> after : order.after().entrySet()) {
      if (!after.getValue().equals(before.get(after.getKey()))) {
        times.put(after.getKey(), after.getValue());
      }
    }
    return judged;
  }
}
