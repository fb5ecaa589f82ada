#include "core/async/context.hpp"

#include "core/async/loop.hpp"

#include <cstdio>
#include <cstdlib>
#include <utility>

namespace loopscope::async {
namespace {

constexpr std::size_t kMostLoops = 8;

}  // namespace

Runtime::Runtime(double speed, bool is_recording, std::shared_ptr<trace::Memory> memory)
    : tables(std::make_shared<trace::Tables>(memory->log())),
      recorder(tables, std::move(memory)),
      clock(speed, true, &recorder.board()),
      recording(is_recording) {}
Runtime::~Runtime() {
    pool.end();
    close_loops();
}

void Runtime::close_later(std::unique_ptr<uv_loop_t> loop) {
    const std::scoped_lock lock{loops_mutex};
    if (loops.size() == kMostLoops) {
        uv_loop_close(loop.get());
    } else {
        loops.push_back(std::move(loop));
    }
}

void Runtime::close_loops() {
    const std::scoped_lock lock{loops_mutex};
    for (const auto& loop : loops) uv_loop_close(loop.get());
    loops.clear();
}

Context::Context(Runtime& shared) : runtime(shared), ring(shared.recorder.add_thread()) {}

void detail::throw_stopped(Context& here) {
    if (here.node != nullptr && here.loop != nullptr) here.loop->destroy_younger(here.task);
    throw Stopped{};
}

void detail::abort_outside_run() {
    std::fputs("loopscope: tasks, print and block_for work only inside a run (see core/async/run.hpp)\n",
               stderr);
    std::abort();
}

}  // namespace loopscope::async
