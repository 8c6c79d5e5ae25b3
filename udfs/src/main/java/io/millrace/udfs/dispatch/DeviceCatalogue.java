package io.millrace.udfs.dispatch;

import io.millrace.udfs.device.Device;
import io.millrace.udfs.device.DeviceState;
import io.millrace.udfs.device.Listening;
import io.millrace.udfs.device.ObjectRef;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The devices in force, indexed by the objects that they stand for and listen to. A change of one
 * device costs what this device has of objects, whatever else the catalogue holds. Not safe for use
 * by many threads.
 */
public final class DeviceCatalogue implements DeviceIndex {
  private final Map<String, Device> devices = new HashMap<>();
  private final Map<ObjectRef, NavigableMap<String, Device>> standing = new HashMap<>();
  private final Map<ObjectRef, NavigableMap<String, Device>> listening = new HashMap<>();
  private final Map<String, NavigableMap<String, Device>> listeningToType = new HashMap<>();

  /** Takes a device as it is now; null takes it out. */
  public void set(String id, @Nullable Device device) {
    Device before = devices.remove(id);
    if (before != null) {
      index(before, DeviceCatalogue::remove);
    }
    if (device != null) {
      devices.put(id, device);
      index(device, DeviceCatalogue::add);
    }
  }

  @Override
  public @Nullable Device find(String id) {
    return devices.get(id);
  }

  @Override
  public Collection<Device> standingFor(ObjectRef object) {
    return standing.getOrDefault(object, Collections.emptyNavigableMap()).values();
  }

  @Override
  public Collection<Device> listeningTo(ObjectRef object) {
    NavigableMap<String, Device> one = listening.get(object);
    NavigableMap<String, Device> type = listeningToType.get(object.type());
    if (one == null || type == null) {
      NavigableMap<String, Device> either = one == null ? type : one;
      return either == null ? Set.of() : either.values();
    }
    NavigableMap<String, Device> both = new TreeMap<>(one);
    both.putAll(type);
    return both.values();
  }

  /** Adds a device to, or takes it out of, what stands under a key. */
  @FunctionalInterface
  private interface Change {
    <K> void apply(Map<K, NavigableMap<String, Device>> index, K key, Device device);
  }

  private void index(Device device, Change change) {
    if (device.state() == DeviceState.DECOMMISSIONED) {
      return;
    }
    for (ObjectRef object : new HashSet<>(device.objects())) {
      change.apply(standing, object, device);
    }
    for (Listening heard : device.listens()) {
      String objectId = heard.objectId();
      if (objectId == null) {
        change.apply(listeningToType, heard.objectType(), device);
      } else {
        change.apply(listening, new ObjectRef(heard.objectType(), objectId), device);
      }
    }
  }

  private static <K> void add(Map<K, NavigableMap<String, Device>> index, K key, Device device) {
    index.computeIfAbsent(key, none -> new TreeMap<>()).put(device.id(), device);
  }

  private static <K> void remove(Map<K, NavigableMap<String, Device>> index, K key, Device device) {
    index.computeIfPresent(
        key,
        (unused, devices) -> {
          devices.remove(device.id());
          return devices.isEmpty() ? null : devices;
        });
  }
}
