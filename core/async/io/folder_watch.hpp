// Tells when something changes in a folder or in the folders in it, through libuv, on a thread of its own.
// It is for the program around a run: no loop and no clock of a run knows of it.
#pragma once

#include <functional>
#include <memory>
#include <string>

namespace loopscope::async {

class FolderWatch {
public:
    // Watches when it returns. `changed` is called on the watch's thread, once for changes that come close
    // together, about a tenth of a second after the first; a change after the call is told by another one.
    // Files that are replaced by renaming are seen too. A folder that can't be watched stays silent.
    FolderWatch(const std::string& folder, std::function<void()> changed);
    // Waits for a call that is under way.
    ~FolderWatch();
    FolderWatch(const FolderWatch&) = delete;
    FolderWatch& operator=(const FolderWatch&) = delete;

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace loopscope::async
