package io.millrace.jobs.ingest;

import io.millrace.jobs.runtime.SerializableClock;
import io.millrace.jobs.runtime.state.Expiry;
import io.millrace.udfs.format.BirthCertificate;
import io.millrace.udfs.format.Births;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * The birth certificates of the device whose key is set. Those that no message has asked for in a
 * time are forgotten, and beyond a number the one that was kept longest: names that are made up do
 * not fill the state. A certificate is at most as large as a message.
 */
final class DeviceBirths implements Births {
  /** A node's own and those of the devices behind it, should all come under its id. */
  static final int MOST = 1_000;

  private static final String STATE = "births";

  /** A certificate in use is written anew, which renews its time, after this part of it. */
  private static final int RENEWALS = 4;

  /** By place: when it was written, epoch ms in 8 bytes, and the certificate. */
  private final MapState<String, byte[]> births;

  private final Duration ttl;
  private final SerializableClock clock;

  DeviceBirths(KeyedStateStore state, Duration ttl, SerializableClock clock) {
    MapStateDescriptor<String, byte[]> descriptor =
        new MapStateDescriptor<>(
            STATE, Types.STRING, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
    descriptor.enableTimeToLive(Expiry.after(ttl));
    this.births = state.getMapState(descriptor);
    this.ttl = ttl;
    this.clock = clock;
  }

  @Override
  public @Nullable BirthCertificate get(String device, String place) {
    try {
      byte[] kept = births.get(place);
      if (kept == null) {
        return null;
      }
      ByteBuffer buffer = ByteBuffer.wrap(kept);
      long writtenAt = buffer.getLong();
      byte[] certificate = new byte[buffer.remaining()];
      buffer.get(certificate);
      if (clock.instant().toEpochMilli() - writtenAt > ttl.toMillis() / RENEWALS) {
        write(place, certificate);
      }
      return BirthCertificate.read(certificate);
    } catch (Exception e) {
      throw new FlinkRuntimeException("The state of births cannot be read", e);
    }
  }

  @Override
  public void put(String device, String place, BirthCertificate birth) {
    try {
      if (!births.contains(place)) {
        makeRoom();
      }
      write(place, birth.write());
    } catch (Exception e) {
      throw new FlinkRuntimeException("The state of births cannot be written", e);
    }
  }

  private void write(String place, byte[] certificate) throws Exception {
    ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES + certificate.length);
    buffer.putLong(clock.instant().toEpochMilli()).put(certificate);
    births.put(place, buffer.array());
  }

  private void makeRoom() throws Exception {
    int count = 0;
    String oldest = null;
    long oldestAt = Long.MAX_VALUE;
    for (Map.Entry<String, byte[]> entry : births.entries()) {
      count++;
      long writtenAt = ByteBuffer.wrap(entry.getValue()).getLong();
      if (writtenAt < oldestAt) {
        oldest = entry.getKey();
        oldestAt = writtenAt;
      }
    }
    if (count >= MOST && oldest != null) {
      births.remove(oldest);
    }
  }
}
