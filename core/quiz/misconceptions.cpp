#include "core/quiz/misconceptions.hpp"

#include <array>

namespace loopscope::quiz {
namespace {

constexpr std::array<Misconception, kMisconceptions + 1> kAll{{
    {},
    {1, "Calling a coroutine runs it", "Calling a coroutine runs nothing of it",
     "The call only makes the coroutine. It runs once somebody awaits it or makes a task of it."},
    {2, "Creating a task starts it now", "A new task only joins the ready queue",
     "Whoever created it runs on until its own next await. The loop starts the new task when its turn has "
     "come."},
    {3, "await always goes back to the loop", "await does not always go back to the loop",
     "Awaiting a coroutine runs it at once, inside the same task. Control goes back only where something has "
     "to be waited for."},
    {4, "await blocks the whole thread", "await holds up one task, not the thread",
     "The task that awaits stands still. The loop meanwhile runs whoever else is ready."},
    {5, "async makes a thread, or uses more than one core", "await does not start a thread",
     "It hands the one thread back to the loop. The loop gives it to one task at a time."},
    {6, "Two awaits in a row overlap", "Two awaits in a row do not overlap",
     "The second wait begins when the first is over. To overlap, both have to be started before either is "
     "awaited."},
    {7, "Results come in the order of completion; tasks end in the order of their start",
     "Tasks end when they end, and results keep their order",
     "Who ends first depends on what each waits for. What is gathered comes in the order in which it was "
     "asked for."},
    {8, "The task that is awaited first runs first", "Awaiting a task first does not make it run first",
     "Tasks run in the order in which they became ready. An await only says for whom to wait."},
    {9, "sleep(t) wakes exactly at t", "A sleep lasts at least as long as it says",
     "When the time is up the task is only ready. It runs once the loop is free and its turn has come."},
    {10, "sleep(0) does nothing", "sleep(0) gives everybody else a turn",
     "The task goes to the end of the ready queue. Whoever stood there before runs first."},
    {11, "A blocking call inside a coroutine is harmless", "A blocking call holds up the whole loop",
     "There is one thread, and the call keeps it. No other task, timer or socket is served until it "
     "returns."},
    {12, "An idle loop spins; idle callbacks run when it is idle", "A loop with nothing to do sleeps",
     "It waits in poll until a timer is due or news arrives, and uses no processor time. What libuv calls "
     "idle is the opposite: such callbacks run in every turn and keep it from sleeping."},
    {13, "All asynchronous I/O uses the thread pool", "Sockets need no thread pool",
     "The system tells the loop which sockets are ready. Only what cannot be polled, such as files and name "
     "look-ups, is done by worker threads."},
    {14, "Timers come first in each turn; equal deadlines are random",
     "A due timer has to queue like the rest",
     "The loop collects due timers once a turn, and their tasks join the end of the ready queue. Equal "
     "deadlines follow a rule, not chance: here and in libuv, the one that was set first."},
    {15, "Stopping or forgetting a task is safe", "Nobody looks after a task that was forgotten",
     "When the main task ends, the others are left or cancelled, and their errors are easily lost. "
     "Cancelling "
     "only asks: the task ends at an await."},
}};

}  // namespace

const Misconception& misconception(int number) {
    return kAll[number < 0 || number > kMisconceptions ? 0U : static_cast<std::size_t>(number)];
}

}  // namespace loopscope::quiz
