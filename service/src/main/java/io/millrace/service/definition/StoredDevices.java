package io.millrace.service.definition;

import io.millrace.schemas.avro.DefinitionState;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.device.Device;
import io.millrace.udfs.device.DeviceCompiler;
import io.millrace.udfs.device.Devices;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue as it stands in the database, for one trial: each device is asked for when its
 * first message comes, and the last ones are remembered.
 */
final class StoredDevices implements Devices {
  private static final int REMEMBERED = 10_000;
  private final DefinitionStore store;
  private final DeviceCompiler compiler = new DeviceCompiler();

  private final Map<String, Optional<Device>> known =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<Device>> eldest) {
          return size() > REMEMBERED;
        }
      };

  StoredDevices(DefinitionStore store) {
    this.store = store;
  }

  @Override
  public @Nullable Device find(String id) {
    return known.computeIfAbsent(id, this::read).orElse(null);
  }

  /** Ids of another form cannot be in the catalogue, and some of them PostgreSQL refuses. */
  private Optional<Device> read(String id) {
    if (!Kind.DEVICES.id().matcher(id).matches()) {
      return Optional.empty();
    }
    return store
        .find(Kind.DEVICES, id)
        .filter(stored -> stored.state() == DefinitionState.ACTIVE)
        .flatMap(this::compile);
  }

  private Optional<Device> compile(StoredDefinition stored) {
    try {
      return Optional.of(compiler.compile(stored.toAvro()));
    } catch (DefinitionException e) {
      // Saved by an older release: the jobs do not know it either.
      return Optional.empty();
    }
  }
}
