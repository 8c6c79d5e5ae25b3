package io.millrace.udfs.dispatch;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A command as it goes on the wire.
 *
 * @param fPort the LoRaWAN port, null where no codec made the payload
 */
record Wire(ByteBuffer payload, String contentType, @Nullable Integer fPort) {}
