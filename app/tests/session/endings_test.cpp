#include "app/session/endings.hpp"

#include <atomic>
#include <future>

#include <gtest/gtest.h>

namespace loopscope::app::session {
namespace {

// Comes to its end when it is let go.
struct Slow {
    ~Slow() {
        may_end.wait();
        ++*ended;
    }
    std::shared_future<void> may_end;
    std::atomic<int>* ended;
};

TEST(Endings, KeepNobodyWaitingButAtTheEnd) {
    std::promise<void> let_go;
    std::atomic<int> ended = 0;
    {
        Endings endings;
        const auto may_end = let_go.get_future().share();
        for (int i = 0; i < 3; ++i) endings.end(std::unique_ptr<Slow>(new Slow{may_end, &ended}));
        endings.end(std::unique_ptr<Slow>());
        EXPECT_EQ(ended, 0);
        let_go.set_value();
    }
    EXPECT_EQ(ended, 3);
}

TEST(Endings, AreNotPiledUpForEver) {
    std::promise<void> let_go;
    let_go.set_value();
    std::atomic<int> ended = 0;
    Endings endings;
    const auto may_end = let_go.get_future().share();
    for (int i = 0; i < 200; ++i) endings.end(std::unique_ptr<Slow>(new Slow{may_end, &ended}));
    EXPECT_GE(ended, 200 - 16);
}

}  // namespace
}  // namespace loopscope::app::session
