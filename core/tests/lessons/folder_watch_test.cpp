#include "core/async/io/folder_watch.hpp"

#include "core/tests/support/deck_folder.hpp"

#include <chrono>
#include <condition_variable>
#include <mutex>

#include <gtest/gtest.h>

namespace loopscope::async {
namespace {

// Only reached where something is broken.
constexpr std::chrono::seconds kNever{20};

class FolderWatchTest : public testing::Test {
protected:
    void told() {
        const std::lock_guard lock(mutex_);
        ++calls_;
        changed_.notify_all();
    }
    // Does something to the folder and waits until it has been noticed.
    template <class Change>
    testing::AssertionResult noticed(Change change) {
        std::unique_lock lock(mutex_);
        const int before = calls_;
        lock.unlock();
        change();
        lock.lock();
        if (changed_.wait_for(lock, kNever, [&] { return calls_ > before; }))
            return testing::AssertionSuccess();
        return testing::AssertionFailure() << "nobody noticed";
    }

    test::DeckFolder folder;

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    int calls_ = 0;
};

TEST_F(FolderWatchTest, SeesEditsInEveryFolderOfADeck) {
    folder.write("01-one/lesson.md", "a");
    const FolderWatch watch(folder.path(), [this] { told(); });

    EXPECT_TRUE(noticed([&] { folder.write("01-one/lesson.md", "b"); }));
    EXPECT_TRUE(noticed([&] { folder.write("deck.md", "c"); }));
}

TEST_F(FolderWatchTest, SeesAFileThatIsReplacedByRenaming) {
    folder.write("01-one/lesson.md", "a");
    const FolderWatch watch(folder.path(), [this] { told(); });

    for (int i = 0; i < 3; ++i) EXPECT_TRUE(noticed([&] { folder.replace("01-one/lesson.md", "b"); })) << i;
}

TEST_F(FolderWatchTest, SeesLessonsThatComeAndGoAndComeBack) {
    const FolderWatch watch(folder.path(), [this] { told(); });

    for (int i = 0; i < 2; ++i) {
        EXPECT_TRUE(noticed([&] { folder.write("02-two/lesson.md", "a"); })) << i;
        EXPECT_TRUE(noticed([&] { folder.write("02-two/lesson.md", "b"); })) << i;
        EXPECT_TRUE(noticed([&] { folder.remove("02-two"); })) << i;
    }
}

TEST_F(FolderWatchTest, StaysSilentWhereThereIsNothingToWatch) {
    const FolderWatch watch(folder.path("nowhere"), [] { ADD_FAILURE(); });
}

}  // namespace
}  // namespace loopscope::async
