package io.millrace.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.local.demo.message.DeviceMessage;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BoundedLagTest {
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong out = new AtomicLong();
  private final BoundedLag lag =
      new BoundedLag(message -> sent.incrementAndGet(), () -> sent.get() - out.get(), 200);
  private final Thread sender = new Thread(this::sendThousand);

  @AfterEach
  void stop() throws InterruptedException {
    sender.interrupt();
    sender.join();
  }

  @Test
  void aSenderWaitsForTheLineAndGoesOnWithIt() {
    sender.start();
    await().until(() -> sent.get() > 200);
    await().during(Duration.ofMillis(200)).until(() -> sent.get() <= 250);
    out.set(500);
    await().until(() -> sent.get() > 700);
    assertThat(sent.get()).isLessThanOrEqualTo(750);
    out.set(1000);
    await().until(() -> sent.get() == 1000);
  }

  @Test
  void anInterruptEndsTheWaitingAndIsKept() throws InterruptedException {
    sender.start();
    await().until(() -> sent.get() > 200);
    sender.interrupt();
    sender.join(5000);
    assertThat(sender.isAlive()).isFalse();
    assertThat(sent.get()).isLessThan(300);
  }

  private void sendThousand() {
    for (int i = 0; i < 1000 && !Thread.currentThread().isInterrupted(); i++) {
      lag.send(DeviceMessage.of("d", "{}", "plant", "t" + i));
    }
  }
}
