package io.millrace.udfs.rules.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConditionTextTest {
  private static List<String> parts(String source) {
    return ConditionText.parts(source, Set.of("a")).stream()
        .map(part -> part.source().strip() + part.taken().keySet())
        .toList();
  }

  @Test
  void whatAsksForTheEventAloneStandsApart() {
    assertThat(parts("t > 1 && t > sum(a.t)"))
        .containsExactly("t > 1[]", "t > taken__SUM__a__t[taken__SUM__a__t]");
    assertThat(parts("f(t && u) && prev.t < 2"))
        .containsExactly("f(t && u)[]", "taken__PREV____t < 2[taken__PREV____t]");
  }

  @Test
  void aChoiceIsNotTakenApart() {
    assertThat(parts("t > 1 && u || count(a) > 2")).hasSize(1);
  }

  @Test
  void textsAndMembersAreNotRead() {
    assertThat(parts("name == \"sum(a.t) && x\"")).containsExactly("name == \"sum(a.t) && x\"[]");
    assertThat(parts("x.sum(a.t)")).containsExactly("x.sum(a.t)[]");
    assertThat(parts("sum(b.t) > 1")).containsExactly("sum(b.t) > 1[]");
    assertThat(parts("x.prev.t > 1")).containsExactly("x.prev.t > 1[]");
  }

  @Test
  void oneEventOfAStage() {
    assertThat(parts("first(a).t > last( a . t )"))
        .containsExactly(
            "taken__FIRST__a__t > taken__LAST__a__t[taken__FIRST__a__t, taken__LAST__a__t]");
  }
}
