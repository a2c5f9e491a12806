package dev.moonshift.vm;

/**
 * Makes compiled forms of code that runs often. The interpreter asks and goes on; whether and when
 * there is a {@link Unit} changes nothing but the speed.
 *
 * <p><b>Threads.</b> Many may ask at once.
 */
public interface Engine {
  /**
   * Asks for a unit that enters code at a place where a frame just stands.
   *
   * @param tier where the unit is to be put
   * @param pc 0, or the target of a backward jump
   * @param frame an activation at that place: what its registers hold is what the unit may expect
   * @param asker who runs it, and is told if the compiler fails
   */
  void request(CodeTier tier, int pc, LuaFrame frame, Execution asker);

  /**
   * Takes a first look at a frame at a place for which a unit is soon to be asked for. More looks
   * follow before it is: what is seen at one moment only might soon be wrong.
   */
  default void observe(CodeTier tier, int pc, LuaFrame frame, Execution asker) {}

  /**
   * How often a place is entered before a unit is asked for; 0 if that is when code is first
   * entered: for tests.
   */
  int hot();
}
