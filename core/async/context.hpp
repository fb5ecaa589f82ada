// What every instrumented function of a run's thread needs: where to record, which clock, which gate, which
// task.
#pragma once

#include "core/async/clock.hpp"
#include "core/async/gate.hpp"
#include "core/async/pool.hpp"
#include "core/base/call_site.hpp"
#include "core/trace/recorder.hpp"

#include <array>
#include <atomic>
#include <exception>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string_view>
#include <vector>

#include <uv.h>

namespace loopscope::async {

class Loop;
class Node;
struct Context;

// Thrown through a program's own code when its run is stopped, so that everything it holds is given back.
// Programs let it pass.
struct Stopped : std::exception {
    [[nodiscard]] const char* what() const noexcept override { return "the run was stopped"; }
};

// What the threads of one run share.
struct Runtime {
    // The clock stands still until somebody lets it go.
    Runtime(double speed, bool is_recording,
            std::shared_ptr<trace::Memory> memory = std::make_shared<trace::OwnMemory>());
    ~Runtime();

    // Takes a libuv loop without handles. Closing it takes longer than a whole turn, and whoever waits for
    // its thread would wait for that too, so it is left for the end of the run; those that are too many are
    // closed at once.
    void close_later(std::unique_ptr<uv_loop_t> loop);
    void close_loops();

    trace::ObjectId next_object() { return objects.fetch_add(1, std::memory_order_relaxed) + 1; }
    trace::TaskId next_task() { return tasks.fetch_add(1, std::memory_order_relaxed) + 1; }

    const std::shared_ptr<trace::Tables> tables;
    trace::Recorder recorder;
    LoopClock clock;
    Gate gate{clock, recorder};
    const bool recording;
    std::atomic<trace::ObjectId> objects{0};
    std::atomic<trace::TaskId> tasks{0};
    std::atomic<int> threads{0};  // that were made without a name

    std::mutex loops_mutex;
    std::vector<std::unique_ptr<uv_loop_t>> loops;  // to be closed

    // Ends its threads before anything goes that they use.
    Pool pool{*this};
};

struct Context {
    // Adds a ring: see Recorder::add_thread for where to make one.
    explicit Context(Runtime& shared);

    Runtime& runtime;
    trace::Ring& ring;
    Waiter waiter;
    Loop* loop = nullptr;    // that runs on this thread
    Node* node = nullptr;    // whose step runs
    trace::TaskId task = 0;  // likewise, or the plain call that runs
    std::size_t worker = 0;  // number of a worker of the run's pool, from 1
    Nanos time{0};           // of the last event that it has recorded
    bool unwinding = false;  // tasks that are left are being destroyed: see throw_if_stopping

    // The id of a place; 0 when nothing is recorded. The last few are remembered, because a task that goes
    // round and round names the same places again and again.
    trace::SiteId site_id(const CallSite& site) {
        if (!runtime.recording) return 0;
        KnownSite& known = known_sites_[site.line % known_sites_.size()];
        if (known.line != site.line || known.file != site.file) {
            known = {site.file, site.line, runtime.tables->intern(site)};
        }
        return known.id;
    }

private:
    struct KnownSite {
        const char* file = nullptr;
        std::uint32_t line = 0;
        trace::SiteId id = 0;
    };
    std::array<KnownSite, 16> known_sites_{};
};

namespace detail {
inline constinit thread_local Context* current_context = nullptr;
[[noreturn]] void abort_outside_run();
}  // namespace detail

// Of the calling thread; null outside a run.
inline Context* context_or_null() {
    return detail::current_context;
}
// Of the calling thread. Outside a run it aborts with a message: that is a mistake in the program.
inline Context& context() {
    if (detail::current_context == nullptr) [[unlikely]]
        detail::abort_outside_run();
    return *detail::current_context;
}
// For the calling thread.
inline void set_context(Context* context) {
    detail::current_context = context;
}

namespace detail {
inline void record(Context& here, trace::Event event) {
    Runtime& run = here.runtime;
    event.time = here.time.count();
    event = run.recorder.emit(here.ring, event);
    if (run.gate.armed()) [[unlikely]]
        run.gate.pass(here.ring, event);
}
[[noreturn]] void throw_stopped(Context& here);
}  // namespace detail

// Records an event of the calling thread (time, seq and thread are filled in), then asks the gate.
inline void emit(Context& here, const trace::Event& event) {
    if (!here.runtime.recording) return;
    here.time = here.runtime.clock.now();
    detail::record(here, event);
}

// The same for what follows the last event of this thread at once: it has the same time, and no clock is
// read.
inline void emit_at_once(Context& here, const trace::Event& event) {
    if (!here.runtime.recording) return;
    // Behind a pause time has gone on.
    if (here.runtime.gate.armed()) [[unlikely]]
        here.time = here.runtime.clock.now();
    detail::record(here, event);
}

template <class Reason>
constexpr std::uint8_t code(Reason reason) {
    return static_cast<std::uint8_t>(reason);
}

// Loop time, now: since the run began, as tasks see it.
inline Nanos loop_time() {
    return context().runtime.clock.now();
}

// Throws Stopped once the run stops; in a task, after those younger than it have been destroyed, which may
// use what it holds. Not while destructors run because of that, or because of any other exception: they must
// not throw.
inline void throw_if_stopping(Context& here) {
    if (here.runtime.gate.stopping()) [[unlikely]] {
        if (!here.unwinding && std::uncaught_exceptions() == 0) detail::throw_stopped(here);
    }
}

}  // namespace loopscope::async
