// Whatever the person in front of the screen does (pause, step, speed, run on), a deterministic program does
// the same things in the same order at the same loop times.
#include "core/async/queue.hpp"
#include "core/async/sync.hpp"
#include "core/async/when_all.hpp"
#include "core/async/when_any.hpp"
#include "core/tests/async/program.hpp"

#include <random>

#include <gtest/gtest.h>

namespace loopscope::async {
namespace {

using Random = std::mt19937;

std::size_t below(Random& random, std::size_t bound) {
    return random() % bound;
}

// What the tasks of one random program share.
struct Stage {
    Lock lock;
    Semaphore slots{2};
    Queue<int> queue{"queue", 3};
    Event event;
    std::vector<TaskHandle<>> others;
};

Task<> one_act(Stage& stage, Random& random) {
    switch (below(random, 8)) {
        case 0: co_await yield(); break;
        case 1: {
            const auto held = co_await stage.lock.acquire();
            co_await sleep_for(std::chrono::milliseconds{below(random, 5)});
            break;
        }
        case 2: {
            const auto permit = co_await stage.slots.acquire();
            co_await yield();
            break;
        }
        case 3: stage.queue.try_put(static_cast<int>(below(random, 100))); break;
        case 4:
            if (!stage.queue.empty()) print("got {}", co_await stage.queue.get());
            break;
        case 5: stage.event.set(); break;
        case 6:
            if (!stage.others.empty()) stage.others[below(random, stage.others.size())].cancel();
            break;
        default: co_await sleep_for(std::chrono::milliseconds{below(random, 20)}); break;
    }
}

Task<> actor(Stage& stage, int number, unsigned seed) {
    Random random{seed};
    for (std::size_t i = 0; i < 6; ++i) {
        print("actor {} act {}", number, i);
        co_await one_act(stage, random);
    }
}

Task<> random_program(unsigned seed) {
    Random random{seed};
    Stage stage;
    const int actors = 2 + static_cast<int>(below(random, 5));
    for (int n = 0; n < actors; ++n)
        stage.others.push_back(spawn(actor(stage, n, static_cast<unsigned>(random()))));
    co_await sleep_for(std::chrono::milliseconds{below(random, 60)});
    std::vector<Task<>> joins;
    for (TaskHandle<>& other : stage.others)
        joins.push_back(tell([](TaskHandle<> h) -> Task<> { co_await h; }(other)));
    co_await when_all(std::move(joins));
    print("curtain");
}

trace::Control random_control(Random& random) {
    switch (below(random, 16)) {
        case 0: return trace::Resume{};
        case 1: return trace::Pause{};
        case 2: return trace::SetSpeed{record::kAsFastAsPossible};
        case 3: {
            trace::Breakpoint output;
            output.kind = trace::Kind::Output;
            return trace::RunUntil{output, true};
        }
        case 4: return trace::Step{trace::Granularity::Turn, true};
        case 5: return trace::Step{trace::Granularity::TaskStep, true};
        case 6: return trace::Step{trace::Granularity::Callback, true};
        default: return trace::Step{trace::Granularity::Beat, true};
    }
}

TEST(Property, NothingThatTheUserDoesChangesWhatADeterministicProgramDoes) {
    constexpr unsigned kPrograms = 100;
    constexpr unsigned kSequencesEach = 12;
    std::size_t times_held = 0;
    for (unsigned program = 0; program < kPrograms; ++program) {
        const auto body = [program] { Loop{}.run(random_program(program)); };
        const auto expected = record(body).of_the_program();
        ASSERT_GT(expected.size(), 50U);
        for (unsigned sequence = 0; sequence < kSequencesEach; ++sequence) {
            Random random{program * 1000 + sequence};
            record::SourceOptions options;
            options.speed = record::kAsFastAsPossible;
            options.start_held = true;
            const auto run = async::start(body, std::move(options));
            int left = 40;
            const Recording controlled = test::finish(*run, [&](std::size_t) {
                // Mostly one command after another has had its effect, sometimes one on top of another. In
                // the end the program is let run on, or it would stand where the last command left it.
                if (!run->held() && below(random, 64) != 0) return;
                run->send(left-- > 0 ? random_control(random) : trace::Control{trace::Resume{}});
            });
            ASSERT_EQ(controlled.of_the_program(), expected)
                << "program " << program << ", sequence " << sequence;
            times_held += controlled.of(trace::Kind::GateClosed).size();
        }
    }
    // Or the commands would have come too late to mean anything.
    EXPECT_GT(times_held, kPrograms * kSequencesEach * 3);
}

}  // namespace
}  // namespace loopscope::async
