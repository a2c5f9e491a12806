package dev.moonshift.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaValue;

class OverlayTableTest {
  private static final LuaValue A = LuaValue.valueOf("a");
  private static final LuaValue B = LuaValue.valueOf("b");
  private static final LuaValue LIBRARY = LuaValue.valueOf("library");
  private static final LuaValue SELF = LuaValue.valueOf("self");

  private final Table base = new Table();
  private final Table library = new Table();

  @BeforeEach
  void fillTheBase() {
    library.put(A, LuaValue.valueOf("inner a"));
    base.put(A, LuaValue.valueOf("base a"));
    base.put(B, LuaValue.valueOf("base b"));
    base.put(LIBRARY, library);
    base.put(SELF, base);
  }

  @Test
  void readsTheBaseAndTakesNoRoom() {
    OverlayTable overlay = new OverlayTable(base);

    assertThat(overlay.raw(A).tojstring()).isEqualTo("base a");
    assertThat(overlay.raw(LuaValue.valueOf("absent"))).isSameAs(LuaValue.NIL);
    assertThat(overlay.raw(1)).isSameAs(LuaValue.NIL);
    assertThat(overlay.slots()).isZero();
  }

  @Test
  void keepsWhatIsWrittenToItself() {
    OverlayTable one = new OverlayTable(base);
    OverlayTable other = new OverlayTable(base);

    one.put(A, LuaValue.valueOf("mine"));
    one.put(1, LuaValue.TRUE);

    assertThat(one.raw(A).tojstring()).isEqualTo("mine");
    assertThat(one.raw(1)).isSameAs(LuaValue.TRUE);
    assertThat(other.raw(A).tojstring()).isEqualTo("base a");
    assertThat(other.raw(1)).isSameAs(LuaValue.NIL);
    assertThat(base.raw(A).tojstring()).isEqualTo("base a");
  }

  @Test
  void aRemovedKeyOfTheBaseStaysRemoved() {
    OverlayTable overlay = new OverlayTable(base);

    overlay.put(A, LuaValue.NIL);

    assertThat(overlay.raw(A)).isSameAs(LuaValue.NIL);
    assertThat(overlay.raw(B).tojstring()).isEqualTo("base b");
    assertThat(base.raw(A).tojstring()).isEqualTo("base a");
  }

  @Test
  void tablesInsideAreOverlaidToo() {
    OverlayTable overlay = new OverlayTable(base);
    Table inner = (Table) overlay.raw(LIBRARY);

    inner.put(A, LuaValue.valueOf("mine"));

    assertThat(overlay.raw(LIBRARY)).isSameAs(inner).isNotSameAs(library);
    assertThat(overlay.overlayOf(library)).isSameAs(inner);
    assertThat(library.raw(A).tojstring()).isEqualTo("inner a");
    assertThat(overlay.raw(SELF)).isSameAs(overlay);
  }

  @Test
  void aTableInsideIsTheSameHoweverItIsReached() {
    OverlayTable overlay = new OverlayTable(base);
    Table early = overlay.overlayOf(library);
    early.put(B, LuaValue.TRUE);

    assertThat(overlay.raw(LIBRARY)).isSameAs(early);
    overlay.next(LuaValue.NIL);
    assertThat(overlay.raw(LIBRARY)).as("after the base was copied").isSameAs(early);
  }

  @Test
  void aTraversalVisitsBothOnce() {
    OverlayTable overlay = new OverlayTable(base);
    overlay.put(B, LuaValue.valueOf("mine"));
    overlay.put(LuaValue.valueOf("own"), LuaValue.TRUE);

    List<String> keys = List.of(overlay.keys()).stream().map(LuaValue::tojstring).toList();

    assertThat(keys).containsExactlyInAnyOrder("a", "b", "library", "self", "own");
    assertThat(overlay.raw(B).tojstring()).isEqualTo("mine");
    assertThat(overlay.keyCount()).isEqualTo(5);
  }
}
