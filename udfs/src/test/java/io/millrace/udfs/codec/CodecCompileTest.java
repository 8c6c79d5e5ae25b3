package io.millrace.udfs.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.udfs.definition.DefinitionException;
import org.junit.jupiter.api.Test;

class CodecCompileTest {
  @Test
  void namesTheLineOfASyntaxError() {
    DefinitionException e =
        catchThrowableOfType(
            DefinitionException.class, () -> Codec.compile("c", "var a = 1;\nvar b = ;\n"));
    assertThat(e.problems()).hasSize(1);
    assertThat(e.problems().get(0).reason()).startsWith("line 2: SyntaxError");
  }

  @Test
  void refusesWhatIsOnlyAProgramOnceItIsWrapped() {
    assertThatThrownBy(() -> Codec.compile("c", "}); (function () { return {};"))
        .isInstanceOf(DefinitionException.class);
    assertThatThrownBy(() -> Codec.compile("c", "function Decode() {}\nreturn 1;"))
        .isInstanceOf(DefinitionException.class);
  }

  @Test
  void refusesAScriptThatIsNoCodecOrDoesNotLoad() {
    assertThatThrownBy(() -> Codec.compile("c", "var a = 1;")).hasMessageContaining("decodeUplink");
    assertThatThrownBy(() -> Codec.compile("c", "\n\nmissing();\nfunction Decode() {}"))
        .hasMessageContaining("line 3: ReferenceError");
    assertThatThrownBy(() -> Codec.compile("c", "for (;;);function Decode() {}"))
        .hasMessageContaining("Stopped after");
    assertThatThrownBy(() -> Codec.compile("c", " ".repeat(Codec.LONGEST_SOURCE + 1)))
        .hasMessageContaining("Longer than");
    assertThatThrownBy(() -> Codec.compile("c", "(".repeat(100_000)))
        .isInstanceOf(DefinitionException.class);
  }
}
