package io.millrace.udfs.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.udfs.codec.Codecs;
import io.millrace.udfs.device.Device;
import io.millrace.udfs.device.ObjectRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeviceCatalogueTest {
  private static final String MQTT = "\"transport\": {\"kind\": \"mqtt\"}";

  @Test
  void a_changed_device_leaves_what_it_stood_for() {
    DeviceCatalogue catalogue = Catalogue.of(standing("d1", "r1"));
    catalogue.set("d1", standing("d1", "r2"));
    assertThat(catalogue.standingFor(room("r1"))).isEmpty();
    assertThat(catalogue.standingFor(room("r2"))).extracting(Device::id).containsExactly("d1");
    catalogue.set("d1", null);
    assertThat(catalogue.standingFor(room("r2"))).isEmpty();
    assertThat(catalogue.find("d1")).isNull();
  }

  @Test
  void a_decommissioned_device_is_known_and_stands_for_nothing() {
    Device gone =
        Catalogue.device(
            "d1",
            "\"state\": \"decommissioned\", \"objects\": [{\"type\": \"room\", \"id\": \"r1\"}]");
    DeviceCatalogue catalogue = Catalogue.of(gone);
    assertThat(catalogue.find("d1")).isEqualTo(gone);
    assertThat(catalogue.standingFor(room("r1"))).isEmpty();
  }

  @Test
  void listeners_to_one_object_and_to_its_type_come_together_and_once() {
    DeviceCatalogue catalogue =
        Catalogue.of(
            listening("c", "r1"), listening("b", "*"), listening("a", "r2"), both("d", "r1"));
    assertThat(catalogue.listeningTo(room("r1")))
        .extracting(Device::id)
        .containsExactly("b", "c", "d");
    assertThat(catalogue.listeningTo(room("r9"))).extracting(Device::id).containsExactly("b", "d");
    assertThat(catalogue.listeningTo(new ObjectRef("site", "r1"))).isEmpty();
  }

  @Test
  void after_any_changes_the_index_is_that_of_a_new_catalogue() {
    Random random = new Random(20);
    DeviceCatalogue changed = new DeviceCatalogue();
    Map<String, Device> truth = new HashMap<>();
    for (int i = 0; i < 5_000; i++) {
      String id = "d" + random.nextInt(50);
      Device device = randomDevice(random, id);
      changed.set(id, device);
      if (device == null) {
        truth.remove(id);
      } else {
        truth.put(id, device);
      }
    }
    DeviceCatalogue fresh = Catalogue.of(truth.values().toArray(Device[]::new));
    for (int r = 0; r < 10; r++) {
      ObjectRef room = room("r" + r);
      assertThat(new ArrayList<>(changed.standingFor(room)))
          .isEqualTo(new ArrayList<>(fresh.standingFor(room)));
      assertThat(new ArrayList<>(changed.listeningTo(room)))
          .isEqualTo(new ArrayList<>(fresh.listeningTo(room)));
    }
  }

  @Test
  void an_event_looks_at_the_devices_that_it_concerns_and_at_no_other_of_ten_thousand() {
    DeviceCatalogue catalogue = new DeviceCatalogue();
    for (int i = 0; i < 10_000; i++) {
      catalogue.set("d" + i, listening("d" + i, "r" + i));
    }
    AtomicInteger looked = new AtomicInteger();
    Resolver resolver = new Resolver(counting(catalogue, looked), Codecs.none());
    for (int i = 0; i < 100; i++) {
      assertThat(resolver.resolve(Catalogue.change("r" + i, "user:ann", Map.of("t", 1L))))
          .hasSize(1);
    }
    assertThat(looked).hasValue(100);
  }

  private static DeviceIndex counting(DeviceIndex index, AtomicInteger looked) {
    return new DeviceIndex() {
      @Override
      public @Nullable Device find(String id) {
        looked.incrementAndGet();
        return index.find(id);
      }

      @Override
      public List<Device> standingFor(ObjectRef object) {
        return counted(List.copyOf(index.standingFor(object)));
      }

      @Override
      public List<Device> listeningTo(ObjectRef object) {
        return counted(List.copyOf(index.listeningTo(object)));
      }

      private List<Device> counted(List<Device> devices) {
        looked.addAndGet(devices.size());
        return devices;
      }
    };
  }

  private static @Nullable Device randomDevice(Random random, String id) {
    String room = "r" + random.nextInt(10);
    return switch (random.nextInt(5)) {
      case 0 -> null;
      case 1 -> standing(id, room);
      case 2 -> listening(id, room);
      case 3 -> both(id, room);
      default ->
          Catalogue.device(
              id,
              "\"state\": \"decommissioned\", \"objects\": [{\"type\": \"room\", \"id\": \"%s\"}]"
                  .formatted(room));
    };
  }

  private static Device standing(String id, String room) {
    return Catalogue.device(id, "\"objects\": [{\"type\": \"room\", \"id\": \"" + room + "\"}]");
  }

  private static Device listening(String id, String room) {
    return Catalogue.device(id, listens(room) + "], " + MQTT);
  }

  private static Device both(String id, String room) {
    return Catalogue.device(
        id, listens(room) + ", {\"objectType\": \"room\", \"objectId\": \"*\"}], " + MQTT);
  }

  private static String listens(String room) {
    return "\"listens\": [{\"objectType\": \"room\", \"objectId\": \"" + room + "\"}";
  }

  private static ObjectRef room(String id) {
    return new ObjectRef("room", id);
  }
}
