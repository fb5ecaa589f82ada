// The small pictures on the first page: each lesson is run in virtual time in the background, one after
// another.
#pragma once

#include "app/session/start.hpp"
#include "core/lessons/lesson.hpp"
#include "core/slides/thumbnail.hpp"

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <span>
#include <string>
#include <thread>
#include <vector>

namespace loopscope::app::session {

class Thumbnails {
public:
    // `wake` is called on another thread whenever there is a new picture.
    Thumbnails(RunFactory start, std::function<void()> wake);
    ~Thumbnails();
    Thumbnails(const Thumbnails&) = delete;
    Thumbnails& operator=(const Thumbnails&) = delete;

    // Wants pictures of these, in this order; those it has by this id and program stay. What the lesson's
    // program refers to must live as long as the lesson's copy.
    void want(std::span<const lessons::Lesson> lessons);
    // While false no lesson is begun: the processor belongs to the one that is open.
    void go_on(bool on);

    // Null: not there yet. An empty one: the run came to nothing that could be drawn. Stays where it is until
    // want() drops it.
    [[nodiscard]] const slides::Thumbnail* of(std::string_view lesson) const;
    // Nothing is left to do.
    [[nodiscard]] bool done() const;

private:
    struct Job {
        std::string id;
        // Of the program, with its values.
        std::string name;
        MakeStarter program;
    };
    struct Made {
        std::string name;
        slides::Thumbnail thumbnail;
    };

    // With the mutex held.
    void begin();
    void work();
    [[nodiscard]] slides::Thumbnail run(const Job& job);

    RunFactory start_;
    std::function<void()> wake_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<Job> jobs_;
    std::map<std::string, Made, std::less<>> made_;
    bool on_ = false, busy_ = false, stop_ = false;
    std::thread thread_;
};

}  // namespace loopscope::app::session
