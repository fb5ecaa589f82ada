// Tells when a file appears in a folder, without looking again and again: the window sleeps meanwhile.
#pragma once

#include <functional>
#include <string>
#include <thread>

namespace loopscope::app::application {

class FolderWatch {
public:
    // `appeared` is called on a thread of the watch's own each time a file called `name` appears.
    FolderWatch(const std::string& folder, std::string name, std::function<void()> appeared);
    ~FolderWatch();
    FolderWatch(const FolderWatch&) = delete;
    FolderWatch& operator=(const FolderWatch&) = delete;

private:
    int notify_ = -1, end_ = -1;
    std::thread thread_;
};

}  // namespace loopscope::app::application
